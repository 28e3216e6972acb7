package org.portcullis.pdp.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionException;

/**
 * A PostgreSQL database that several servers share. Writers queue for the one row of {@code lease_turn}, so that events are
 * numbered in the order in which they come to be seen. Every wait is bounded on both sides of the connection.
 */
final class PostgresDatabase implements LeaseDatabase {
    private static final String TURN = "SELECT turn FROM lease_turn";
    private static final String TAKE_TURN = TURN + " FOR UPDATE";
    /** In milliseconds; what a server that vanished had locked is free again after the last of them. */
    private static final String LIMITS = "-c statement_timeout=500 -c lock_timeout=200"
            + " -c idle_in_transaction_session_timeout=2000 -c synchronous_commit=on";

    private static final int CONNECTIONS = 2;
    private static final int SECONDS_FOR_A_REPLY = 1;
    private static final int SECONDS_TO_CONNECT = 1;
    private static final int MILLIS_FOR_A_CONNECTION = 300;
    private static final int MILLIS_FOR_THE_FIRST_CONNECTION = 5_000;

    private final HikariDataSource source;
    private final Jdbi jdbi;

    private PostgresDatabase(HikariDataSource source) {
        this.source = source;
        jdbi = Jdbi.create(source);
    }

    /**
     * Opens a database that has its tables.
     *
     * @throws PoolInitializationException if it cannot be reached
     */
    static PostgresDatabase open(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("leases");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(MILLIS_FOR_A_CONNECTION);
        config.setValidationTimeout(MILLIS_FOR_A_CONNECTION);
        config.setInitializationFailTimeout(MILLIS_FOR_THE_FIRST_CONNECTION);
        config.setDataSourceProperties(bounds());
        return new PostgresDatabase(new HikariDataSource(config));
    }

    private static Properties bounds() {
        Properties bounds = new Properties();
        bounds.setProperty("options", LIMITS);
        bounds.setProperty("connectTimeout", String.valueOf(SECONDS_TO_CONNECT));
        bounds.setProperty("loginTimeout", String.valueOf(SECONDS_TO_CONNECT));
        bounds.setProperty("socketTimeout", String.valueOf(SECONDS_FOR_A_REPLY));
        bounds.setProperty("tcpKeepAlive", "true");
        bounds.setProperty("ApplicationName", "portcullis");
        return bounds;
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        return jdbi.withHandle(work::apply);
    }

    @Override
    public <T> T write(Function<Handle, T> work) {
        return jdbi.inTransaction(handle -> {
            requireRow(handle, TAKE_TURN);
            return work.apply(handle);
        });
    }

    @Override
    public void rehearse(Consumer<Handle> work) {
        jdbi.useTransaction(handle -> {
            requireRow(handle, TURN);
            work.accept(handle);
            handle.rollback();
        });
    }

    private static void requireRow(Handle handle, String query) {
        if (handle.createQuery(query).mapTo(Integer.class).findOne().isEmpty()) {
            throw new TransactionException("table `lease_turn` has lost its row: insert one");
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
