package org.portcullis.pdp.ban;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.pdp.config.ConfigException;

/**
 * Where bans come from: the store and the ban file. A source that breaks keeps what it last said; only a file that looks
 * edited, not damaged, may take bans back. Thread-safe.
 */
public final class BanSource {
    private final Path file;
    private final BanStore store;
    private final InstantSource clock;
    /** What each last said that was believed; written under the lock of {@link #load}. */
    private volatile Optional<BanStore.Contents> lastStored = Optional.empty();

    private volatile Optional<GoodFile> lastListed = Optional.empty();

    public BanSource(Path file, BanStore store, InstantSource clock) {
        this.file = file;
        this.store = store;
        this.clock = clock;
    }

    /** The bans in force, and why they are not exactly what the file and the store say now, if they are not. */
    public record Loaded(BanList bans, List<String> problems) {
        /** Copies the list. */
        public Loaded {
            problems = List.copyOf(problems);
        }
    }

    /** The text of a ban file and the bans in it. */
    private record GoodFile(String text, BanIndex bans) {}

    /**
     * Reads both, and remembers a good file as the last good one.
     *
     * @throws ConfigException if one of them is broken and never said anything
     */
    public synchronized Loaded load() {
        List<String> problems = new ArrayList<>();
        BanStore.Contents stored = stored(problems);
        GoodFile listed = listed(problems);
        lastStored = Optional.of(stored);
        lastListed = Optional.of(listed);
        BanIndex ofStore = new BanIndex(stored.bans());
        return new Loaded(new BanList(ofStore, listed.bans(), stored.revision()), problems);
    }

    private BanStore.Contents stored(List<String> problems) {
        try {
            BanStore.Contents now = store.read();
            if (lastStored.filter(last -> last.revision() > now.revision()).isEmpty()) {
                return now;
            }
            problems.add("the ban store was replaced by an older one, so the last good bans stay in force: restore it");
        } catch (BanStoreException e) {
            problems.add(e.getMessage());
        }
        return lastStored.orElseThrow(() -> new ConfigException(problems));
    }

    private GoodFile listed(List<String> problems) {
        Optional<GoodFile> good = lastGood(problems);
        try {
            String text = BanFileReader.read(file);
            if (good.isPresent() && good.get().text().equals(text)) {
                return good.get();
            }
            GoodFile now = acceptable(text, good);
            store.keepGoodFile(text, clock.instant());
            return now;
        } catch (ConfigException e) {
            problems.addAll(e.problems());
        } catch (BanStoreException e) {
            problems.add(e.getMessage());
        }
        return good.orElseThrow(() -> new ConfigException(problems));
    }

    /** What the store remembers, which the command that accepts a file may have changed; what is in memory otherwise. */
    private Optional<GoodFile> lastGood(List<String> problems) {
        try {
            Optional<String> text = store.goodFile();
            boolean known = lastListed.map(GoodFile::text).equals(text);
            return known ? lastListed : text.map(this::parsed).or(() -> lastListed);
        } catch (BanStoreException e) {
            problems.add(e.getMessage());
            return lastListed;
        }
    }

    private GoodFile acceptable(String text, Optional<GoodFile> good) {
        GoodFile now = parsed(text);
        good.flatMap(before -> ShrinkGuard.suspicion(
                        before.bans().entries(), now.bans().entries()))
                .ifPresent(suspicion -> {
                    throw new ConfigException(
                            List.of(
                                    file + ": " + suspicion
                                            + ", so the last good bans stay in force: restore it, or run `portcullis ban accept-file`"));
                });
        return now;
    }

    private GoodFile parsed(String text) {
        return new GoodFile(text, new BanIndex(BanFileReader.parse(file, text)));
    }
}
