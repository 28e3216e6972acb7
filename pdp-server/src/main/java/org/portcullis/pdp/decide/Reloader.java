package org.portcullis.pdp.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.portcullis.pdp.ban.BanSource;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.pdp.mapping.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the snapshot by what is on disk, or keeps the last good one and says why. Where only bans changed, the policy is
 * not compiled again. Thread-safe: one reload at a time.
 */
public final class Reloader {
    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

    private final SnapshotLoader loader;
    private final BanSource bans;
    private final CurrentPolicy current;
    private final Supplier<List<Lease>> leases;
    /** Digest of the files behind the snapshot in force. Guarded by the lock of {@link #reloadAll}. */
    private String digest;
    /** What was wrong with the ban store when it was last looked into; told once, not each time. */
    private volatile List<String> following = List.of();
    /** Written by the one thread that holds the lock of {@link #reloadAll}, read by anybody. */
    private volatile Outcome last;
    /** The bundle that the pack in force came from; written and read like {@link #last}. */
    private volatile String bundle;
    /** How many reloads have ended; written and read like {@link #last}. */
    private volatile long reloads;

    /** Goes on from what was loaded and put in force first, where nobody holds a lease. */
    public Reloader(SnapshotLoader loader, Loading first, CurrentPolicy current) {
        this(loader, first, current, List::of);
    }

    /** Goes on from what was loaded and put in force first; accounts that are leased must stay what they are. */
    public Reloader(SnapshotLoader loader, Loading first, CurrentPolicy current, Supplier<List<Lease>> leases) {
        this.loader = loader;
        this.leases = leases;
        bans = loader.bans();
        this.current = current;
        digest = first.digest();
        bundle = first.place().bundle();
        last = conclude(first.problems());
        loader.remember(first);
    }

    /** How a reload ended, and every problem that stopped it or made it keep an earlier state. */
    public record Outcome(boolean success, List<String> problems) {
        /** Copies the list. */
        public Outcome {
            problems = List.copyOf(problems);
        }
    }

    /** Takes the bans of the store at once, then builds the next snapshot while decisions go on, and swaps it in. */
    public Outcome reload() {
        followBans();
        return reloadAll();
    }

    private synchronized Outcome reloadAll() {
        last = attempt();
        reloads = reloads + 1;
        return last;
    }

    /** Whatever goes wrong, the snapshot in force stays, and the next reload reads everything again. */
    private Outcome attempt() {
        try {
            BanSource.Loaded loaded = bans.load();
            return isUnchanged() ? takeBans(loaded) : takeAll(loaded);
        } catch (ConfigException e) {
            return conclude(e.problems());
        } catch (RuntimeException e) {
            LOG.error("defect in a reload", e);
            digest = Loading.NONE;
            return conclude(List.of("a defect of this server, see its log: " + e));
        }
    }

    private boolean isUnchanged() {
        String now = loader.digest();
        return now.equals(digest) && !now.equals(FilesDigest.UNREADABLE);
    }

    /** Takes what was done in the ban store since it was last read; never waits for a reload that is under way. */
    public void followBans() {
        List<String> problems = bans.follow().problems();
        if (!problems.equals(following)) {
            following = problems;
            conclude(problems);
        }
        if (bans.bans() != current.get().bans()) {
            swapBans();
        }
    }

    private Outcome takeBans(BanSource.Loaded loaded) {
        swapBans();
        return conclude(loaded.problems());
    }

    /** Asks for the bans inside the swap: another thread may have found newer ones in the meantime. */
    private void swapBans() {
        PolicySnapshot next = current.update(before -> before.withBans(bans.bans(), before.epoch() + 1));
        LOG.info(
                "bans loaded bans={} revision={} epoch={}",
                next.bans().size(),
                next.bans().revision(),
                next.epoch());
    }

    /** Bans first: what is wrong with the policy must not keep them from being in force. */
    private Outcome takeAll(BanSource.Loaded loaded) {
        if (bans.bans() != current.get().bans()) {
            swapBans();
        }
        List<String> problems = new ArrayList<>(loaded.problems());
        try {
            Loading loading = loader.load(current.get().epoch() + 1, loaded);
            requireLeasesKept(loading.snapshot().mapping());
            log(current.update(before -> loading.snapshot().withBans(bans.bans(), before.epoch() + 1)));
            digest = loading.digest();
            bundle = loading.place().bundle();
            loader.remember(loading);
        } catch (ConfigException e) {
            digest = Loading.NONE;
            problems.addAll(e.problems());
        }
        return conclude(problems);
    }

    private void requireLeasesKept(MappingRules next) {
        try {
            List<String> broken = next.brokenLeases(current.get().mapping(), leases.get());
            if (!broken.isEmpty()) {
                throw new ConfigException(broken);
            }
        } catch (StoreUnavailableException e) {
            throw new ConfigException(
                    List.of("the mapping is not taken while leases are not known: " + e.getMessage()));
        }
    }

    private static void log(PolicySnapshot next) {
        LOG.info(
                "policy loaded pack={} version={} digest={} bans={} peps={} epoch={}",
                next.pack().manifest().name(),
                next.pack().manifest().version(),
                next.pack().manifest().digest(),
                next.bans().size(),
                next.peps().size(),
                next.epoch());
    }

    private static Outcome conclude(List<String> problems) {
        problems.forEach(problem -> LOG.warn("not loaded problem={}", problem));
        return new Outcome(problems.isEmpty(), problems);
    }

    /** How the last reload ended, or the start before the first. */
    public Outcome last() {
        return last;
    }

    /** The digest of the bundle that decides; empty if the pack in force came from none. */
    public String bundle() {
        return bundle;
    }

    /** How many reloads have ended since the start. */
    public long reloads() {
        return reloads;
    }

    /** What was wrong with the ban store when it was last looked into. */
    public List<String> banProblems() {
        return following;
    }
}
