package org.portcullis.pdp;

import java.nio.file.Files;
import java.time.InstantSource;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.store.GridMapDirLeases;
import org.portcullis.pdp.store.PostgresLeases;
import org.portcullis.pdp.store.SqliteLeases;

/** The lease store that a configuration names. */
public final class LeaseStores {
    private LeaseStores() {}

    /** Whether there is a store already, as far as that can be told without asking it. */
    public static boolean isThere(PdpConfig config) {
        return config.mapping().leases().store().match(sqlite -> false, postgresql -> true, gridmapdir -> false)
                || Files.exists(config.storage().leases());
    }

    /**
     * Opens it.
     *
     * @throws org.portcullis.pdp.mapping.StoreUnavailableException if it cannot be used
     */
    public static LeaseRegister open(PdpConfig config, InstantSource clock) {
        PdpConfig.Leases leases = config.mapping().leases();
        LeaseTerms terms = new LeaseTerms(leases.leaseExpiry(), leases.quarantine(), leases.remembered());
        return leases.store()
                .match(
                        sqlite -> SqliteLeases.open(config.storage().leases(), terms, clock),
                        database -> PostgresLeases.open(
                                database.url(),
                                database.user(),
                                database.password().read(),
                                terms,
                                clock),
                        shared -> GridMapDirLeases.open(
                                shared.directory(), config.storage().leases(), terms, clock));
    }
}
