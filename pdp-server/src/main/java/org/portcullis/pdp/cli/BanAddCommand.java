package org.portcullis.pdp.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.Ban.BannedVo;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.ban.BanPeriod;
import org.portcullis.pdp.cli.remote.AdminOptions;
import org.portcullis.pdp.store.SqliteBanStore;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portcullis ban add}. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Bans somebody, at once.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  recorded, and in force if --wait was given",
            "  2  not understood, or a VO was not confirmed",
            "  6  with --server: no answer",
            "  7  with --server: not entitled to ban",
            "  8  recorded, but not in force in time; or somebody else has to confirm it",
            "  9  there is such a ban already"
        })
final class BanAddCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BanChangeOptions change;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private AdminOptions admin;

    @Parameters(
            paramLabel = "SELECTOR",
            description = "dn:… ca:… pilot:… fqan:/vo/group[/*] vo:… host:… serial:HEX@issuer iss:…"
                    + " token:ISSUER#SUB jti:ISSUER#ID kid:ISSUER#KEY")
    @SuppressWarnings("NullAway.Init")
    private String selector;

    @Option(names = "--reason", required = true, description = "Reason that may be told.")
    @SuppressWarnings("NullAway.Init")
    private String reason;

    @Option(names = "--private-reason", defaultValue = "", description = "Reason for the site's own eyes.")
    @SuppressWarnings("NullAway.Init")
    private String privateReason;

    @Option(names = "--ticket", defaultValue = "", description = "Ticket it belongs to.")
    @SuppressWarnings("NullAway.Init")
    private String ticket;

    @ArgGroup
    private BanPeriodOptions period = new BanPeriodOptions();

    @Option(names = "--scope", defaultValue = "all", description = "Of a VO: all, or mupj for its pilot jobs only.")
    @SuppressWarnings("NullAway.Init")
    private String scope;

    @Option(names = "--yes", description = "Do not ask before a whole VO is banned.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Say who would be hit, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--look-back",
            defaultValue = "24h",
            converter = DurationText.class,
            description = "How far --dry-run looks back (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Duration lookBack;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Instant now = change.now();
        Ban ban = ban();
        BanNote note = new BanNote(reason, privateReason, ticket, change.author());
        SqliteBanStore.Draft draft = new SqliteBanStore.Draft(ban, note, period(now));
        if (admin.isGiven()) {
            confirm(ban);
            return new RemoteBans(
                            admin.port(), change.output(), spec.commandLine().getErr())
                    .add(draft, dryRun);
        }
        if (dryRun) {
            new BanPreview(change.config(), lookBack)
                    .of(draft, now, change.output(), spec.commandLine().getErr());
            return 0;
        }
        confirm(ban);
        Optional<BanEntry> same = same(ban, now);
        if (same.isPresent()) {
            spec.commandLine().getErr().println("ban " + same.get().id() + " is the same: extend or lift it");
            return ExitCode.CONFLICT;
        }
        return change.enforce(change.store().add(List.of(draft), now));
    }

    private Ban ban() {
        try {
            return Ban.parse(scope.equals("all") ? selector : selector + " scope=" + scope);
        } catch (IllegalArgumentException e) {
            throw usage("`" + selector + "` with scope " + scope + ": " + e.getMessage());
        }
    }

    private BanPeriod period(Instant now) {
        try {
            return new BanPeriod(now, period.end(now));
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private Optional<BanEntry> same(Ban ban, Instant now) {
        return change.store().read().bans().stream()
                .filter(entry ->
                        entry.ban().key().equals(ban.key()) && !entry.period().isOver(now))
                .findFirst();
    }

    private void confirm(Ban ban) {
        if (yes || dryRun || !(ban instanceof BannedVo whole)) {
            return;
        }
        String typed = Terminal.ask("Type the VO name to confirm: ")
                .orElseThrow(() -> usage("banning a whole VO needs --yes where nobody can be asked"));
        if (!whole.vo().value().equals(typed)) {
            throw usage("not confirmed, nothing changed");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
