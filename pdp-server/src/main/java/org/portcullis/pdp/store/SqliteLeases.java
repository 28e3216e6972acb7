package org.portcullis.pdp.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.JdbiException;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.StoreUnavailableException;

/** Leases in one SQLite file, for one server. */
public final class SqliteLeases {
    private SqliteLeases() {}

    /** As {@link #open(Path, LeaseTerms, InstantSource)}, to look at leases or to change one. */
    public static LeaseRegister open(Path file) {
        return open(file, LeaseTerms.DEFAULTS, InstantSource.system());
    }

    /**
     * Opens the store; a file that does not exist is made, its directory is not.
     *
     * @throws StoreUnavailableException if the file cannot be written, is damaged, was written by another release, or
     *     gives one account to two keys
     */
    public static LeaseRegister open(Path file, LeaseTerms terms, InstantSource clock) {
        return open(file, terms, LeaseArbiter.none(), clock);
    }

    /** As {@link #open(Path, LeaseTerms, InstantSource)}, where somebody else has the last word. */
    static LeaseRegister open(Path file, LeaseTerms terms, LeaseArbiter arbiter, InstantSource clock) {
        try {
            StoreSchema.inSqlite(SqliteDatabase.source(file, JdbcLeaseStore.PATIENCE), file)
                    .prepare();
            SqliteDatabase database = SqliteDatabase.open(file, JdbcLeaseStore.PATIENCE);
            return JdbcLeaseStore.open(new LeaseBook(database, terms, arbiter), clock);
        } catch (FlywayException | JdbiException | SQLException | IOException | IllegalArgumentException e) {
            throw new StoreUnavailableException(
                    "cannot open the lease store `" + file + "`: " + JdbcLeaseStore.rootMessage(e), e);
        }
    }
}
