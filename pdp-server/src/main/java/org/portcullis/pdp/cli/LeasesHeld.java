package org.portcullis.pdp.cli;

import java.time.InstantSource;
import java.util.List;
import org.portcullis.pdp.LeaseStores;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseStore;

/** Who holds which account now, for commands that look and take nothing. */
public record LeasesHeld(PdpConfig config) {
    /** Every lease; none where there is no store yet. */
    public List<Lease> all() {
        if (!LeaseStores.isThere(config)) {
            return List.of();
        }
        try (LeaseStore store = LeaseStores.open(config, InstantSource.system())) {
            return store.all();
        }
    }
}
