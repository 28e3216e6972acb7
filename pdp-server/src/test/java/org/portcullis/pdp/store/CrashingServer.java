package org.portcullis.pdp.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.portcullis.pdp.mapping.StoreUnavailableException;

/**
 * A process that takes leases with sixteen threads until it is killed: arguments are the store, the log, the epoch and the
 * size of the pool. Each question is logged before it is asked, and again with its account once it is answered.
 */
final class CrashingServer {
    private static final int THREADS = 16;

    private final SqliteLeaseStore store;
    private final Path log;
    private final int epoch;
    private final List<String> pool;

    private CrashingServer(SqliteLeaseStore store, Path log, int epoch, List<String> pool) {
        this.store = store;
        this.log = log;
        this.epoch = epoch;
        this.pool = pool;
    }

    public static void main(String[] args) {
        SqliteLeaseStore store = SqliteLeaseStore.open(Path.of(args[0]));
        CrashingServer server = new CrashingServer(
                store, Path.of(args[1]), Integer.parseInt(args[2]), Leases.pool(Integer.parseInt(args[3])));
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            new Thread(() -> server.askForever(number)).start();
        }
        System.out.println("ready");
    }

    /** Asks for newcomers and, in between, again for those of the epoch before. */
    private void askForever(int thread) {
        for (int i = 0; true; i++) {
            ask("user-" + epoch + "-" + thread + "-" + i);
            ask("user-" + (epoch - 1) + "-" + thread + "-" + i);
        }
    }

    private void ask(String name) {
        log("ask " + name);
        try {
            log("got " + name + " " + Leases.account(store.acquire(Leases.key(name), pool, Instant.EPOCH)));
        } catch (StoreUnavailableException e) {
            log("err " + name);
        }
    }

    /** One write call per line, so that a kill leaves whole lines but perhaps the last. */
    private void log(String line) {
        try {
            Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
