package org.portcullis.pdp.mapping.importing;

import java.util.ArrayList;
import java.util.List;
import org.portcullis.policy.importing.Findings;

/** What an import has found so far. Not thread-safe: one per import. */
final class ImportDraft {
    private final MapDraft accounts = new MapDraft();
    private final MapDraft groups = new MapDraft();
    private final List<FoundLease> leases = new ArrayList<>();
    private final Findings findings = new Findings();

    MapDraft accounts() {
        return accounts;
    }

    MapDraft groups() {
        return groups;
    }

    List<FoundLease> leases() {
        return leases;
    }

    Findings findings() {
        return findings;
    }
}
