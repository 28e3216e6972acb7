package org.portcullis.pdp.ban;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Bans of the store: those that were there when it was read as a whole, and what was done since. Immutable. */
final class StoredBans {
    /** So many changes, and one in a hundred bans, are kept apart; then all is indexed anew. */
    private static final int FEW = 1000;

    private static final int ONE_IN = 100;

    private final BanIndex base;
    /** The last change of each ban that was changed since, by its id. */
    private final Map<String, BanEvent> changes;

    private final BanIndex recent;
    private final BanStore.Mark last;
    private final int size;

    StoredBans(List<BanEntry> bans, BanStore.Mark last) {
        this(new BanIndex(bans), Map.of(), last);
    }

    private StoredBans(BanIndex base, Map<String, BanEvent> changes, BanStore.Mark last) {
        this.base = base;
        this.changes = changes;
        this.last = last;
        recent = new BanIndex(changes.values().stream()
                .filter(change -> change.kind() != BanEvent.Kind.LIFTED)
                .map(BanEvent::entry)
                .toList());
        size = base.entries().size()
                + recent.entries().size()
                - (int) changes.values().stream().filter(this::isInBase).count();
    }

    private boolean isInBase(BanEvent change) {
        BanEntry changed = change.entry();
        return base.find(changed.ban().key()).anyMatch(entry -> entry.id().equals(changed.id()));
    }

    /** These bans after some changes, oldest first. */
    StoredBans after(List<BanEvent> later) {
        if (later.isEmpty()) {
            return this;
        }
        Map<String, BanEvent> all = new LinkedHashMap<>(changes);
        later.forEach(change -> all.put(change.entry().id(), change));
        StoredBans next = new StoredBans(base, all, later.get(later.size() - 1).mark());
        boolean few = all.size() <= FEW + base.entries().size() / ONE_IN;
        return few ? next : new StoredBans(next.entries(), next.last);
    }

    BanStore.Mark last() {
        return last;
    }

    int size() {
        return size;
    }

    List<BanEntry> entries() {
        return Stream.concat(unchanged(base.entries().stream()), recent.entries().stream())
                .toList();
    }

    boolean has(BanKind kind) {
        return base.has(kind) || recent.has(kind);
    }

    /** As {@link BanIndex#mayHave}. */
    boolean mayHave(BanKey key) {
        return base.mayHave(key) || recent.mayHave(key);
    }

    Stream<BanEntry> find(BanKey key) {
        return Stream.concat(unchanged(base.find(key)), recent.find(key));
    }

    private Stream<BanEntry> unchanged(Stream<BanEntry> entries) {
        return entries.filter(entry -> !changes.containsKey(entry.id()));
    }
}
