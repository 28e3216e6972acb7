package org.portcullis.pdp.ban;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.portcullis.pdp.config.ConfigException;

/**
 * Keeps up with the ban store: reads it once, then only what was done since. A store that cannot be read or is not the one
 * that was read leaves its last bans in force. Thread-safe.
 */
final class BanStoreFollower {
    private final BanStore store;
    private final InstantSource clock;
    /** Both written under the lock of {@link #follow}. */
    private volatile Optional<StoredBans> last = Optional.empty();

    private volatile Instant readAt = Instant.MIN;

    BanStoreFollower(BanStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Takes what was done since; what is wrong with the store is added to the problems.
     *
     * @throws ConfigException if it could never be read
     */
    synchronized StoredBans follow(List<String> problems) {
        Instant asked = clock.instant();
        try {
            last = Optional.of(last.isEmpty() ? whole() : last.get().after(changesSince(last.get())));
            readAt = asked;
        } catch (BanStoreException e) {
            problems.add(e.getMessage());
        }
        return last.orElseThrow(() -> new ConfigException(problems));
    }

    private StoredBans whole() {
        BanStore.Contents contents = store.read();
        return new StoredBans(contents.bans(), contents.last());
    }

    private List<BanEvent> changesSince(StoredBans known) {
        BanStore.Mark mark = known.last();
        List<BanEvent> changes = store.since(mark.revision());
        if (mark.revision() == 0) {
            return changes;
        }
        if (changes.isEmpty() || !changes.get(0).mark().equals(mark)) {
            throw new BanStoreException("the ban store was replaced by an older one or by another,"
                    + " so the last good bans stay in force: restore it");
        }
        return changes.subList(1, changes.size());
    }

    /** What the store last said. */
    Optional<StoredBans> last() {
        return last;
    }

    /** When it was last asked and answered. */
    Instant readAt() {
        return readAt;
    }
}
