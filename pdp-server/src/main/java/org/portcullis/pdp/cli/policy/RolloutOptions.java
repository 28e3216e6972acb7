package org.portcullis.pdp.cli.policy;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import org.portcullis.pdp.bundle.BundleStore;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.cli.OutputOption;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.rollout.OwnTests;
import org.portcullis.pdp.rollout.PackCheck;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the commands that roll out policy have in common: which site, and how to answer. */
final class RolloutOptions {
    /** What a pack must pass, here and at the site. */
    static final List<PackCheck> CHECKS = List.of(PackCheck.LOADS, new OwnTests(InstantSource.system()));

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    PdpConfig config() {
        return config.read();
    }

    /** The bundles of the site. */
    BundleStore store() {
        return new BundleStore(config().policy().bundles());
    }

    RolloutOutput output() {
        return new RolloutOutput(output.isJson(), spec.commandLine().getOut());
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
