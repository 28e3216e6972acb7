package org.portcullis.pdp.cli;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanSource;
import org.portcullis.pdp.config.PdpConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command that shows bans has in common. */
final class BanViewOptions {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Option(
            names = {"--output", "-o"},
            defaultValue = "table",
            description = "Form: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private BanOutput.Form output;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    PdpConfig config() {
        return config.read();
    }

    Instant now() {
        return InstantSource.system().instant();
    }

    BanOutput output() {
        return new BanOutput(output, spec.commandLine().getOut());
    }

    /** The bans of store and file, as a server would take them now. */
    List<BanEntry> bans() {
        PdpConfig read = config();
        BanStoreView store = new BanStoreView(read.storage().bans());
        BanSource.Loaded loaded = new BanSource(read.policy().bans(), store, InstantSource.system()).load();
        loaded.problems().forEach(spec.commandLine().getErr()::println);
        return loaded.bans().entries();
    }
}
