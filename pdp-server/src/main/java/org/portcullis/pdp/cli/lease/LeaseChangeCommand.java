package org.portcullis.pdp.cli.lease;

import org.portcullis.pdp.store.SqliteLeaseStore;
import picocli.CommandLine.Mixin;

/** A command that changes one lease, and shows what was recorded of it. */
abstract class LeaseChangeCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private LeaseOptions options;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private LeaseChangeOptions change;

    @Override
    public void run() {
        try (SqliteLeaseStore store = options.open()) {
            change(store, options, change);
            options.printEvents(change.lastOf(store));
        }
    }

    abstract void change(SqliteLeaseStore store, LeaseOptions now, LeaseChangeOptions what);
}
