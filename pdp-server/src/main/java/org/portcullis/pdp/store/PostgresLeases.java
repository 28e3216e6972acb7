package org.portcullis.pdp.store;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.time.InstantSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.JdbiException;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.StoreUnavailableException;
import org.postgresql.ds.PGSimpleDataSource;

/** Leases in a PostgreSQL database, for any number of servers. */
public final class PostgresLeases {
    private static final int SECONDS_TO_CONNECT = 5;

    private PostgresLeases() {}

    /**
     * Opens the store; tables that do not exist are made.
     *
     * @throws StoreUnavailableException if the database cannot be reached or written, holds something else, was written by
     *     another release, or gives one account to two keys
     */
    public static LeaseRegister open(String url, String user, String password, LeaseTerms terms, InstantSource clock) {
        try {
            StoreSchema.inPostgres(patient(url, user, password), url).prepare();
            PostgresDatabase database = PostgresDatabase.open(url, user, password);
            return JdbcLeaseStore.open(new LeaseBook(database, terms, LeaseArbiter.none()), clock);
        } catch (FlywayException | JdbiException | PoolInitializationException | IllegalArgumentException e) {
            throw new StoreUnavailableException(
                    "cannot open the lease store `" + url + "`: " + JdbcLeaseStore.rootMessage(e), e);
        }
    }

    /** Migrations may take their time. */
    private static PGSimpleDataSource patient(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(SECONDS_TO_CONNECT);
        source.setApplicationName("portcullis");
        return source;
    }
}
