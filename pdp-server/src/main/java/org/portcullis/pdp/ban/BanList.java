package org.portcullis.pdp.ban;

import java.util.List;
import java.util.stream.Stream;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Dn;

/** All bans, indexed so that finding one does not take longer the more there are. Immutable. */
public final class BanList {
    private final BanIndex stored;
    private final BanIndex listed;
    private final long revision;

    /** Bans of the store and of the ban file; {@code revision} is the number of the last change in the store. */
    BanList(BanIndex stored, BanIndex listed, long revision) {
        this.stored = stored;
        this.listed = listed;
        this.revision = revision;
    }

    /** Indexes bans of the store. */
    public BanList(List<BanEntry> entries, long revision) {
        this(new BanIndex(entries), new BanIndex(List.of()), revision);
    }

    /** Every ban, of the store first, whether its time has come or is over. */
    public List<BanEntry> entries() {
        return parts().flatMap(part -> part.entries().stream()).toList();
    }

    /** How many bans there are. */
    public int size() {
        return stored.entries().size() + listed.entries().size();
    }

    /** The number of the last change in the ban store that this list knows of. */
    public long revision() {
        return revision;
    }

    /** Every ban that the question of this PEP runs into, in the order of the rules, in force or not. */
    public List<BanHit> hits(AuthzRequest request, Dn pep) {
        return size() == 0 ? List.of() : new BanProbe(this, request).hits(pep);
    }

    boolean has(BanKind kind) {
        return stored.has(kind) || listed.has(kind);
    }

    Stream<BanEntry> find(BanKey key) {
        return parts().flatMap(part -> part.find(key).stream());
    }

    private Stream<BanIndex> parts() {
        return Stream.of(stored, listed);
    }
}
