package org.portcullis.pdp.decide;

import java.util.List;
import org.portcullis.pdp.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces the snapshot by what is on disk, or keeps the last good one and says why. Thread-safe: one reload at a time. */
public final class Reloader {
    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

    private final SnapshotLoader loader;
    private final CurrentPolicy current;
    /** Written by the one thread that holds the lock of {@link #reload}, read by anybody. */
    private volatile Outcome last = new Outcome(true, List.of());

    public Reloader(SnapshotLoader loader, CurrentPolicy current) {
        this.loader = loader;
        this.current = current;
    }

    /** How a reload ended, and every problem that stopped it. */
    public record Outcome(boolean success, List<String> problems) {
        /** Copies the list. */
        public Outcome {
            problems = List.copyOf(problems);
        }
    }

    /** Builds the next snapshot while decisions go on, then swaps it in. */
    public synchronized Outcome reload() {
        PolicySnapshot before = current.get();
        try {
            PolicySnapshot next = loader.load(before.epoch() + 1);
            current.replace(next);
            last = new Outcome(true, List.of());
            LOG.info(
                    "policy loaded pack={} version={} digest={} bans={} peps={} epoch={}",
                    next.pack().manifest().name(),
                    next.pack().manifest().version(),
                    next.pack().manifest().digest(),
                    next.bans().size(),
                    next.peps().size(),
                    next.epoch());
        } catch (ConfigException e) {
            last = new Outcome(false, e.problems());
            e.problems().forEach(problem -> LOG.warn("policy not loaded epoch={} problem={}", before.epoch(), problem));
        }
        return last;
    }

    /** How the last reload ended; a success before the first. */
    public Outcome last() {
        return last;
    }
}
