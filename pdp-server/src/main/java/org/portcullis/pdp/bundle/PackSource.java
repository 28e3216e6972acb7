package org.portcullis.pdp.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.policy.PackException;
import org.portcullis.policy.PackLoader;
import org.portcullis.policy.PolicyPack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the server has its pack from: the directory that {@code policy.pack} names, all links followed once, and beside it a
 * copy of the pack that was last in force. Not thread-safe: one load at a time.
 */
public final class PackSource {
    private static final Logger LOG = LoggerFactory.getLogger(PackSource.class);

    private final PdpConfig.Policy policy;
    private final BundleStore store;
    private final BundleStore lastGood;
    private final TrustedSigners signers;

    /**
     * Reads the keys of those who may sign.
     *
     * @throws ConfigException if one of them cannot be read
     */
    public PackSource(PdpConfig.Policy policy) {
        this.policy = policy;
        store = new BundleStore(policy.bundles());
        lastGood = store.lastGood();
        signers = new TrustedSigners(policy.signing());
    }

    /** A directory with a pack in it, and the digest of the bundle it came from; empty if it came from none. */
    public record Place(Path directory, String bundle) {}

    /** A pack, where it came from, and why it is not the one that was asked for, if it is not. */
    public record Found(PolicyPack pack, Place place, List<String> problems) {
        /** Copies the list. */
        public Found {
            problems = List.copyOf(problems);
        }
    }

    /** Where the pack is now; whoever reads it from there reads one pack, whatever is switched meanwhile. */
    public Place locate() {
        try {
            Path real = policy.pack().toRealPath();
            return new Place(real, store.digestOf(real).orElse(""));
        } catch (IOException e) {
            return new Place(policy.pack(), "");
        }
    }

    /**
     * The pack in that place.
     *
     * @throws BundleException with every problem if it cannot or must not be used
     */
    public Found read(Place place) {
        if (!place.bundle().isEmpty()) {
            store.demand(place.bundle(), signers);
        } else if (signers.required()) {
            throw new BundleException(place.directory() + ": signatures are required and only a bundle can have them:"
                    + " activate one, and set policy.pack to " + store.link());
        }
        return load(place);
    }

    /**
     * As {@link #read}, for the server itself: where signatures are required, nothing older than what was last in force,
     * unless the history tells of a rollback to it.
     *
     * @throws BundleException with every problem if it cannot or must not be used
     */
    public Found readForService(Place place) {
        Found found = read(place);
        if (signers.required() && !place.bundle().equals(lastGood.current()) && !isRecordedRollback(place)) {
            demandNoDowngrade(found);
        }
        return found;
    }

    private boolean isRecordedRollback(Place place) {
        return store.history().rolledBackTo().filter(place.bundle()::equals).isPresent();
    }

    private void demandNoDowngrade(Found found) {
        if (lastGood.current().isEmpty()) {
            return;
        }
        String before = load(lastGoodPlace()).pack().manifest().version();
        String now = found.pack().manifest().version();
        if (PackVersion.parse(now).compareTo(PackVersion.parse(before)) < 0) {
            throw new BundleException(found.place().directory() + ": version " + now + " is older than " + before
                    + ", which was in force last; if that is meant, use `portcullis policy rollback`");
        }
    }

    /**
     * As {@link #readForService}, or the pack that was last in force where that fails and the site wants it.
     *
     * @throws BundleException with every problem if there is no pack to start with
     */
    public Found readForStart(Place place) {
        try {
            return readForService(place);
        } catch (BundleException | ConfigException e) {
            List<String> problems = new ArrayList<>(problems(e));
            if (policy.lastGood() == PdpConfig.LastGood.REFUSE
                    || lastGood.current().isEmpty()) {
                throw new BundleException(problems);
            }
            return lastGood(problems);
        }
    }

    private Found lastGood(List<String> problems) {
        try {
            lastGood.demand(lastGood.current(), signers);
            Found found = load(lastGoodPlace());
            problems.add("the last good policy decides instead: "
                    + found.pack().manifest().name() + " "
                    + found.pack().manifest().version() + ", " + lastGoodPlace().directory());
            return new Found(found.pack(), found.place(), problems);
        } catch (BundleException | ConfigException e) {
            problems.addAll(problems(e));
            throw new BundleException(problems);
        }
    }

    private static List<String> problems(RuntimeException e) {
        return e instanceof BundleException refused ? refused.problems() : List.of(String.valueOf(e.getMessage()));
    }

    private Place lastGoodPlace() {
        return new Place(lastGood.directory().resolve("packs").resolve(lastGood.current()), lastGood.current());
    }

    private static Found load(Place place) {
        try {
            return new Found(PackLoader.load(place.directory()), place, List.of());
        } catch (PackException e) {
            throw new BundleException(e.problems().stream()
                    .map(problem -> place.directory() + "/" + problem)
                    .toList());
        }
    }

    /**
     * Keeps a copy of a pack that was put in force, for a start where nothing else is left; only where the directory of
     * bundles is there.
     */
    public void remember(Place place) {
        if (!Files.isDirectory(policy.bundles())) {
            return;
        }
        try {
            Bundle bundle = place.bundle().isEmpty() ? Bundle.of(place.directory()) : store.bundle(place.bundle());
            if (bundle.digest().equals(lastGood.current())) {
                return;
            }
            BundleSignatures signatures =
                    place.bundle().isEmpty() ? BundleSignatures.NONE : store.signatures(place.bundle());
            lastGood.prepare().add(bundle, signatures);
            lastGood.unpack(bundle);
            lastGood.switchTo(bundle.digest());
            lastGood.keepOnly(bundle.digest());
        } catch (BundleException | ConfigException e) {
            LOG.warn("policy not remembered as last good problem={}", e.getMessage());
        }
    }
}
