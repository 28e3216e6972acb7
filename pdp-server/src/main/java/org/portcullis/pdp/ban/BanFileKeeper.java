package org.portcullis.pdp.ban;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.portcullis.pdp.config.ConfigException;

/**
 * Keeps the last good state of the ban file, in memory and in the store. Only a file that looks edited, not damaged, may take
 * bans back. Thread-safe.
 */
final class BanFileKeeper {
    private final Path file;
    private final BanStore store;
    private final InstantSource clock;
    /** Written under the lock of {@link #refresh}. */
    private volatile Optional<GoodFile> last = Optional.empty();

    BanFileKeeper(Path file, BanStore store, InstantSource clock) {
        this.file = file;
        this.store = store;
        this.clock = clock;
    }

    /** The text of a ban file and the bans in it. */
    private record GoodFile(String text, BanIndex bans) {}

    /**
     * Takes what the file says now, if it is good; what is wrong with it is added to the problems.
     *
     * @throws ConfigException if it is not good and never was
     */
    synchronized BanIndex refresh(List<String> problems) {
        last = Optional.of(listed(problems));
        return last.get().bans();
    }

    /** The bans of the file when it was last good. */
    Optional<BanIndex> last() {
        return last.map(GoodFile::bans);
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
            boolean known = last.map(GoodFile::text).equals(text);
            return known ? last : text.map(this::parsed).or(() -> last);
        } catch (BanStoreException e) {
            problems.add(e.getMessage());
            return last;
        }
    }

    private GoodFile acceptable(String text, Optional<GoodFile> good) {
        GoodFile now = parsed(text);
        good.flatMap(before -> ShrinkGuard.suspicion(before.bans(), now.bans())).ifPresent(suspicion -> {
            throw new ConfigException(List.of(file + ": " + suspicion
                    + ", so the last good bans stay in force: restore it, or run `portcullis ban accept-file`"));
        });
        return now;
    }

    private GoodFile parsed(String text) {
        return new GoodFile(text, BanFileReader.index(file, text));
    }
}
