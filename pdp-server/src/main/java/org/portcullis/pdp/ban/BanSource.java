package org.portcullis.pdp.ban;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.pdp.config.ConfigException;

/** Where bans come from: the store and the ban file. Either keeps what it last said when it breaks. Thread-safe. */
public final class BanSource {
    private final BanStoreFollower stored;
    private final BanFileKeeper listed;
    /** The list that was made last. Guarded by the lock of {@link #bans}. */
    private Optional<BanList> made = Optional.empty();

    public BanSource(Path file, BanStore store, InstantSource clock) {
        stored = new BanStoreFollower(store, clock);
        listed = new BanFileKeeper(file, store, clock);
    }

    /** The bans in force, and why they are not exactly what the file and the store say now, if they are not. */
    public record Loaded(BanList bans, List<String> problems) {
        /** Copies the list. */
        public Loaded {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads both, and remembers a good file as the last good one.
     *
     * @throws ConfigException if one of them is broken and never said anything
     */
    public Loaded load() {
        List<String> problems = new ArrayList<>();
        stored.follow(problems);
        listed.refresh(problems);
        return new Loaded(bans(), problems);
    }

    /**
     * As {@link #load}, but takes the file as it was last read: a matter of milliseconds, also while another thread reads it.
     *
     * @throws ConfigException if nothing was loaded yet
     */
    public Loaded follow() {
        List<String> problems = new ArrayList<>();
        stored.follow(problems);
        return new Loaded(bans(), problems);
    }

    /**
     * The newest bans of both; the same object as before if nothing changed.
     *
     * @throws ConfigException if nothing was loaded yet
     */
    public synchronized BanList bans() {
        StoredBans ofStore = stored.last().orElseThrow(BanSource::nothingYet);
        BanIndex ofFile = listed.last().orElseThrow(BanSource::nothingYet);
        BanList bans = made.filter(list -> list.isOf(ofStore, ofFile)).orElseGet(() -> new BanList(ofStore, ofFile));
        made = Optional.of(bans);
        return bans;
    }

    private static ConfigException nothingYet() {
        return new ConfigException(List.of("no bans were loaded yet"));
    }

    /** When the store was last read; whatever was done before is known. */
    public Instant storeReadAt() {
        return stored.readAt();
    }
}
