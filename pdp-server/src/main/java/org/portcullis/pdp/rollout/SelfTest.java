package org.portcullis.pdp.rollout;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.portcullis.pdp.ban.BanStore;
import org.portcullis.pdp.bundle.BundleException;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.SnapshotLoader;
import org.portcullis.policy.PackManifest;

/** What a pack must go through where it is to decide: the checks, a load as the server does it, and questions to it. */
public record SelfTest(PdpConfig config, BanStore bans, InstantSource clock, List<PackCheck> checks) {
    /** Copies the list. */
    public SelfTest {
        checks = List.copyOf(checks);
    }

    /**
     * Tries the pack in a directory.
     *
     * @return what it is
     * @throws BundleException with every reason why it must not decide
     */
    public PackManifest run(Path pack) {
        check(pack, checks);
        PolicySnapshot snapshot = snapshot(pack);
        List<String> permitted = new MustDeny(snapshot, clock.instant()).permitted();
        if (!permitted.isEmpty()) {
            throw new BundleException(permitted);
        }
        return snapshot.pack().manifest();
    }

    /**
     * Lets a pack pass that passes every check.
     *
     * @throws BundleException with every problem
     */
    public static void check(Path pack, List<PackCheck> checks) {
        List<String> problems =
                checks.stream().flatMap(check -> check.problems(pack).stream()).toList();
        if (!problems.isEmpty()) {
            throw new BundleException(problems);
        }
    }

    private PolicySnapshot snapshot(Path pack) {
        try {
            return new SnapshotLoader(config.withPack(pack), bans, clock)
                    .load(0)
                    .snapshot();
        } catch (ConfigException e) {
            throw new BundleException(e.problems());
        }
    }
}
