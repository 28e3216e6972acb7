package org.portcullis.pdp.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanEvent;
import org.portcullis.pdp.ban.BanEvent.Kind;
import org.portcullis.pdp.cli.remote.AdminOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portcullis ban lift}. */
@Command(
        name = "lift",
        mixinStandardHelpOptions = true,
        description = "Ends a ban, at once; its history stays.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  lifted, and everywhere if --wait was given",
            "  6  with --server: no answer",
            "  7  with --server: not entitled to lift",
            "  8  recorded, but not in force in time; or somebody else has to confirm it",
            "  9  no such ban, or somebody else changed it"
        })
final class BanLiftCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BanChangeOptions change;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private AdminOptions admin;

    @Parameters(paramLabel = "ID", description = "Number of the ban.")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @Option(names = "--reason", required = true, description = "Why it ends.")
    @SuppressWarnings("NullAway.Init")
    private String reason;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Show the ban, and change nothing.")
    private boolean dryRun;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Instant now = change.now();
        if (dryRun && !admin.isGiven()) {
            change.output().ban(change.store().find(id), now);
            return 0;
        }
        if (!yes
                && !dryRun
                && !Terminal.ask("Lift ban " + id + "? [y/N] ").orElse("y").equals("y")) {
            spec.commandLine().getErr().println("not confirmed, nothing changed");
            return 2;
        }
        if (admin.isGiven()) {
            return new RemoteBans(
                            admin.port(), change.output(), spec.commandLine().getErr())
                    .lift(id, reason, dryRun);
        }
        BanEvent event = change.store().change(id, Kind.LIFTED, this::lifted, now);
        return change.enforce(List.of(event));
    }

    private BanEntry lifted(BanEntry ban) {
        return new BanEntry(
                ban.id(), ban.ban(), ban.note().changedBy(change.author(), reason), ban.period(), ban.origin());
    }
}
