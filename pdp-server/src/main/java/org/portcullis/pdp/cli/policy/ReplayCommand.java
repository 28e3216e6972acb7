package org.portcullis.pdp.cli.policy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.portcullis.pdp.audit.Span;
import org.portcullis.pdp.audit.Unread;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.cli.DecisionLog;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.pdp.cli.LeasesHeld;
import org.portcullis.pdp.cli.OutputOption;
import org.portcullis.pdp.cli.SpanOptions;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.mapping.TrialLeases;
import org.portcullis.pdp.replay.Replay;
import org.portcullis.pdp.replay.Rerun;
import org.portcullis.pdp.replay.Tally;
import org.portcullis.policy.PackException;
import org.portcullis.policy.PackLoader;
import org.portcullis.policy.PolicyPack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portcullis policy replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Makes every recorded decision again with another pack, and shows those that come out differently:",
            "in what is said, in its reason, or in the account. Bans, mapping and leases are those of now; no lease is taken."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis policy replay --against ./policy-next",
            "  portcullis policy replay --against ./policy-next --since 30d --baseline recompute -o json",
            "",
            "Exit codes: 0 no flips; 3 flips; 2 not understood; 78 a pack, the configuration or the log cannot be used"
        })
final class ReplayCommand implements Callable<Integer> {
    /** What the candidate is held against. */
    enum Baseline {
        /** What was answered at the time. */
        RECORDED,
        /** What the current pack says today. */
        RECOMPUTE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private SpanOptions span;

    @Option(
            names = "--against",
            required = true,
            paramLabel = "DIR",
            description = "The candidate: directory of a pack.")
    @SuppressWarnings("NullAway.Init")
    private Path against;

    @Option(
            names = "--pack",
            paramLabel = "DIR",
            description = "The current pack, for --baseline recompute (default: the configured one).")
    private Optional<Path> current = Optional.empty();

    @Option(
            names = "--baseline",
            defaultValue = "recorded",
            description = "Held against: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Baseline baseline;

    @Option(
            names = "--limit-flips",
            defaultValue = "3",
            description = "So many examples of each kind of flip (default: ${DEFAULT-VALUE}).")
    private int examples;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        InstantSource clock = InstantSource.system();
        Instant now = clock.instant();
        Span asked = span.at(now);
        PdpConfig read = config.read();
        PolicySnapshot site = config.check(read);
        PolicyPack candidate = load(against);
        TrialLeases leases = new TrialLeases(new LeasesHeld(read).all());
        Replay replay = replay(new Site(site, now, leases), candidate);
        Tally[] tally = new Tally[1];
        Instant start = clock.instant();
        new DecisionLog(read.storage().audit()).read(history -> {
            tally[0] = replay.run(history, asked);
            return Unread.NOTHING;
        });
        ReplayReport report = new ReplayReport(
                tally[0], candidate.manifest(), span.words(), Duration.between(start, clock.instant()));
        report.write(
                output.isJson(), spec.commandLine().getOut(), spec.commandLine().getErr());
        return tally[0].flips() == 0 ? 0 : ExitCode.FINDINGS;
    }

    /** Packs that are held against each other share the leases, so that both give an account to the same holder. */
    private record Site(PolicySnapshot snapshot, Instant now, TrialLeases leases) {
        Rerun by(PolicyPack pack) {
            return new Rerun(pack, snapshot, now, leases);
        }
    }

    private Replay replay(Site site, PolicyPack candidate) {
        return switch (baseline) {
            case RECORDED -> Replay.againstRecord(site.by(candidate), examples);
            case RECOMPUTE ->
                Replay.against(
                        site.by(current.map(ReplayCommand::load)
                                .orElse(site.snapshot().pack())),
                        site.by(candidate),
                        examples);
        };
    }

    private static PolicyPack load(Path directory) {
        try {
            return PackLoader.load(directory);
        } catch (PackException e) {
            throw new ConfigException(e.problems().stream()
                    .map(problem -> directory + "/" + problem)
                    .toList());
        }
    }
}
