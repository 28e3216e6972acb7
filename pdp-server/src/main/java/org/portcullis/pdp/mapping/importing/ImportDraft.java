package org.portcullis.pdp.mapping.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.pdp.mapping.LcmapsNotation;
import org.portcullis.pdp.mapping.MapDialect;
import org.portcullis.policy.importing.Findings;
import org.portcullis.policy.source.Position;

/** What an import has found so far, with map files in one dialect. Not thread-safe: one per import. */
final class ImportDraft {
    private final MapDialect dialect;
    private final MapDraft accounts = new MapDraft();
    private final MapDraft groups = new MapDraft();
    private final List<FoundLease> leases = new ArrayList<>();
    private final Findings findings = new Findings();

    ImportDraft(MapDialect dialect) {
        this.dialect = dialect;
    }

    /** Whether the map files are written in the dialect of LCMAPS. */
    boolean isOfLcmaps() {
        return dialect == MapDialect.LCMAPS;
    }

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

    /** Adds a line for a key of Argus to the account map, in whatever dialect that is. */
    void addAccount(Position at, String key, String value) {
        boolean pool = value.startsWith(".");
        if (isOfLcmaps() && !pool && !accounts.pools().isEmpty()) {
            findings.changed(at, "line", "asked before all pools, as LCMAPS does, also those above it");
        }
        said(at, key, pool).ifPresent(ours -> accounts.add(at, ours, value));
    }

    /** Adds a line for a key of Argus to the group map, in whatever dialect that is. */
    void addGroups(Position at, String key, List<String> values) {
        if (isOfLcmaps() && LcmapsMap.isDn(key)) {
            findings.lost(at, MapText.quote(key), "groups of a DN cannot be said in the dialect of LCMAPS");
            return;
        }
        if (isOfLcmaps() && values.size() > 1) {
            findings.lost(at, "line", "of several groups the dialect of LCMAPS gives `" + values.get(0) + "` alone");
        }
        List<String> said = isOfLcmaps() ? values.subList(0, 1) : values;
        said(at, key, false).ifPresent(ours -> groups.add(at, ours, String.join(",", said)));
    }

    private Optional<String> said(Position at, String key, boolean pool) {
        try {
            return Optional.of(isOfLcmaps() ? LcmapsNotation.of(key, pool) : key);
        } catch (IllegalArgumentException e) {
            findings.lost(at, MapText.quote(key), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
