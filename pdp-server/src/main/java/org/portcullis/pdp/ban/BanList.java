package org.portcullis.pdp.ban;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Dn;

/** All bans, indexed so that finding one does not take longer the more there are. Immutable. */
public final class BanList {
    private final StoredBans stored;
    private final BanIndex listed;

    /** Bans of the store and of the ban file. */
    BanList(StoredBans stored, BanIndex listed) {
        this.stored = stored;
        this.listed = listed;
    }

    /** Indexes bans of the store; {@code revision} is the number of its last change. */
    public BanList(List<BanEntry> entries, long revision) {
        this(new StoredBans(entries, new BanStore.Mark(revision, Instant.MIN)), BanIndex.EMPTY);
    }

    /** Whether this list was made of these. */
    boolean isOf(StoredBans ofStore, BanIndex ofFile) {
        return stored == ofStore && listed == ofFile;
    }

    /** Every ban, of the store first, whether its time has come or is over. */
    public List<BanEntry> entries() {
        return Stream.concat(stored.entries().stream(), listed.entries().stream())
                .toList();
    }

    /** How many bans there are. */
    public int size() {
        return stored.size() + listed.entries().size();
    }

    /** The number of the last change in the ban store that this list knows of. */
    public long revision() {
        return stored.last().revision();
    }

    /** Every ban that the question of this PEP runs into, in the order of the rules, in force or not. */
    public List<BanHit> hits(AuthzRequest request, Dn pep) {
        return hits(request, pep, List.of());
    }

    /** As {@link #hits(AuthzRequest, Dn)}, asked by a pilot whose proxy came with these certificates. */
    public List<BanHit> hits(AuthzRequest request, Dn pep, List<ChainTraits.Issued> ofCaller) {
        return size() == 0 ? List.of() : new BanProbe(this, request, ofCaller).hits(pep);
    }

    /** Every ban of whoever asks, whatever he asks, in force or not. */
    public List<BanEntry> of(Asker asker) {
        return size() == 0
                ? List.of()
                : asker.keys().distinct().flatMap(this::find).toList();
    }

    boolean has(BanKind kind) {
        return stored.has(kind) || listed.has(kind);
    }

    /** As {@link BanIndex#mayHave}. */
    boolean mayHave(BanKey key) {
        return stored.mayHave(key) || listed.mayHave(key);
    }

    /** Every ban with this reading, in force or not. */
    public Stream<BanEntry> find(BanKey key) {
        return Stream.concat(stored.find(key), listed.find(key));
    }
}
