package org.portcullis.pdp.ban;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bans of one source, found by their widest reading. Immutable. */
final class BanIndex {
    /** No bans. */
    static final BanIndex EMPTY = new BanIndex(List.of());

    private final List<BanEntry> entries;
    private final BanTable table;
    private final Set<BanKind> kinds;

    /** Indexes a list that does not change. */
    BanIndex(List<BanEntry> entries) {
        this(entries, new BanTable(), EnumSet.noneOf(BanKind.class));
        for (BanEntry entry : entries) {
            BanKey key = entry.ban().key();
            table.add(key);
            kinds.add(key.kind());
        }
    }

    /** Takes a list that was indexed while it was read. */
    BanIndex(List<BanEntry> entries, BanTable table, Set<BanKind> kinds) {
        this.entries = entries;
        this.table = table;
        this.kinds = kinds;
    }

    List<BanEntry> entries() {
        return entries;
    }

    boolean has(BanKind kind) {
        return kinds.contains(kind);
    }

    /** Whether this very ban is here, in any spelling that means the same. */
    boolean contains(Ban ban) {
        return find(ban.key()).anyMatch(entry -> entry.ban().equals(ban));
    }

    /** Whether it pays to {@link #find}: false for nearly everything that is not here. */
    boolean mayHave(BanKey key) {
        return table.mayHave(key);
    }

    Stream<BanEntry> find(BanKey key) {
        int[] found = table.find(key, n -> entries.get(n).ban().key().equals(key));
        return IntStream.of(found).mapToObj(entries::get);
    }
}
