package org.portcullis.pdp.cli.lease;

import org.portcullis.pdp.mapping.LeaseRegister;
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
        try (LeaseRegister store = options.open()) {
            change(store, options, change);
            options.printEvents(change.lastOf(store));
        }
    }

    abstract void change(LeaseRegister store, LeaseOptions now, LeaseChangeOptions what);
}
