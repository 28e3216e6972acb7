package org.portcullis.pdp.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.store.SqliteLeaseStore;

/** Who holds which account now, for commands that look and take nothing. */
public record LeasesHeld(Path file) {
    /** Every lease; none where there is no store yet. */
    public List<Lease> all() {
        if (Files.notExists(file)) {
            return List.of();
        }
        try (SqliteLeaseStore store = SqliteLeaseStore.open(file)) {
            return store.all();
        }
    }
}
