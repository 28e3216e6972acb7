package org.portcullis.pdp.ban;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Dn;

/**
 * All bans, indexed so that their number costs a decision nothing. {@code revision} is the number of the last change in
 * the ban store that it knows of. Immutable.
 */
public final class BanList {
    private final List<BanEntry> entries;
    private final long revision;
    private final Map<BanKind, Map<String, List<BanEntry>>> index = new EnumMap<>(BanKind.class);

    /** Indexes the bans. */
    public BanList(List<BanEntry> entries, long revision) {
        this.entries = List.copyOf(entries);
        this.revision = revision;
        for (BanEntry entry : this.entries) {
            BanKey key = entry.ban().key();
            index.computeIfAbsent(key.kind(), kind -> new HashMap<>())
                    .computeIfAbsent(key.text(), text -> new ArrayList<>(1))
                    .add(entry);
        }
    }

    /** Every ban, of the store first, whether its time has come or is over. */
    public List<BanEntry> entries() {
        return entries;
    }

    /** How many bans there are. */
    public int size() {
        return entries.size();
    }

    /** The number of the last change in the ban store. */
    public long revision() {
        return revision;
    }

    /** Every ban that the question of this PEP runs into, in the order of the rules, in force or not. */
    public List<BanHit> hits(AuthzRequest request, Dn pep) {
        return index.isEmpty() ? List.of() : new BanProbe(this, request).hits(pep);
    }

    boolean has(BanKind kind) {
        return index.containsKey(kind);
    }

    List<BanEntry> find(BanKey key) {
        return index.getOrDefault(key.kind(), Map.of()).getOrDefault(key.text(), List.of());
    }
}
