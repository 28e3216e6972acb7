package org.portcullis.pdp.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.portcullis.pdp.mapping.StoreUnavailableException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One SQLite file behind one connection; SQLite lets one writer in at a time, whatever process it is in. */
final class SqliteDatabase implements LeaseDatabase {
    private static final Set<SQLiteErrorCode> UNKEPT =
            Set.of(SQLiteErrorCode.SQLITE_IOERR_FSYNC, SQLiteErrorCode.SQLITE_IOERR_DIR_FSYNC);

    /** What decides who gets which account. History may be years long, and is checked by whoever reads it. */
    private static final List<String> OF_NOW = List.of("lease", "quarantine", "frozen");

    private final Connection connection;
    private final Handle handle;
    private final WriteTransaction transaction;
    private final StoreFiles files;
    private final Duration patience;
    /** Whether the disk once said that it did not keep what was written, after which nobody knows what it keeps. */
    private boolean isDistrusted;

    private SqliteDatabase(Connection connection, Path file, Duration patience) throws IOException {
        this.connection = connection;
        this.patience = patience;
        handle = Jdbi.create(connection).open();
        transaction = new WriteTransaction(handle);
        files = StoreFiles.of(file);
    }

    static DataSource source(Path file, Duration patience) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout((int) patience.toMillis());
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }

    /** Opens a file that has its tables, and waits so long at most for its turn to write. */
    static SqliteDatabase open(Path file, Duration patience) throws SQLException, IOException {
        Connection connection = source(file, patience).getConnection();
        try {
            SqliteDatabase database = new SqliteDatabase(connection, file, patience);
            database.require("journal_mode", "wal", file, "its file system cannot do write-ahead logging");
            for (String table : OF_NOW) {
                database.require("integrity_check(" + table + ")", "ok", file, "it is damaged, restore it");
            }
            return database;
        } catch (RuntimeException | IOException e) {
            connection.close();
            throw e;
        }
    }

    private void require(String pragma, String wanted, Path file, String otherwise) {
        String found =
                handle.createQuery("PRAGMA " + pragma).mapTo(String.class).one();
        if (!found.equals(wanted)) {
            throw new StoreUnavailableException(
                    "cannot use the lease store `" + file + "`: " + otherwise + ": " + found);
        }
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        return work.apply(handle);
    }

    @Override
    public <T> T write(Function<Handle, T> work) {
        requireTrusted();
        try {
            T result = transaction.run(patience, () -> work.apply(handle));
            files.requireInPlace();
            return result;
        } catch (JdbiException e) {
            isDistrusted = e.getCause() instanceof SQLiteException disk && UNKEPT.contains(disk.getResultCode());
            throw e;
        }
    }

    private void requireTrusted() {
        if (isDistrusted) {
            throw new StoreUnavailableException("the disk did not keep what was written to the lease store `"
                    + files.file() + "`: check the disk, then restart");
        }
    }

    @Override
    public void rehearse(Consumer<Handle> work) {
        transaction.rehearse(patience, () -> work.accept(handle));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreUnavailableException("the lease store was not closed cleanly", e);
        }
    }
}
