package org.portcullis.pdp.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.StoreUnavailableException;

/**
 * A process that takes leases with sixteen threads until it is killed: arguments are the store, the epoch and the size of
 * the pool. Each question is printed before it is asked, and again with its account once it is answered.
 */
final class CrashingServer {
    private static final int THREADS = 16;

    private final LeaseRegister store;
    private final int epoch;
    private final List<String> pool;

    private CrashingServer(LeaseRegister store, int epoch, List<String> pool) {
        this.store = store;
        this.epoch = epoch;
        this.pool = pool;
    }

    public static void main(String[] args) {
        CrashingServer server = new CrashingServer(
                LeaseSite.of(args[0]).open(LeaseTerms.DEFAULTS, InstantSource.system()),
                Integer.parseInt(args[1]),
                Leases.pool(Integer.parseInt(args[2])));
        server.store.keepUp();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            new Thread(() -> server.askForever(number)).start();
        }
    }

    /** Asks for newcomers and, in between, again for those of the epoch before. */
    private void askForever(int thread) {
        for (int i = 0; true; i++) {
            ask("user-" + epoch + "-" + thread + "-" + i);
            ask("user-" + (epoch - 1) + "-" + thread + "-" + i);
        }
    }

    private void ask(String name) {
        print("ask " + name);
        try {
            print("got " + name + " " + Leases.account(store.acquire(Leases.key(name), pool, Instant.EPOCH)));
        } catch (StoreUnavailableException e) {
            print("err " + name);
        }
    }

    /** Writes a line in one go, so that a kill does not cut it. */
    private synchronized void print(String line) {
        System.out.print(line + "\n");
        System.out.flush();
    }
}
