package org.portcullis.pdp.cli;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.portcullis.pdp.audit.Span;
import org.portcullis.pdp.audit.Unread;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanSource;
import org.portcullis.pdp.ban.NoSuchBanException;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.replay.BanImpact;
import org.portcullis.pdp.replay.Work;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portcullis ban affected}. */
@Command(
        name = "affected",
        mixinStandardHelpOptions = true,
        description = {
            "Lists what was let in and the ban refuses now: on which host, under which account, whose, by whose pilot.",
            "A ban stops what asks from now on; this is the list of what to look for on the nodes."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis ban affected 42",
            "  portcullis ban affected pilot:/C=XX/O=Grid/CN=Pilot --since 3d -o csv",
            "",
            "Exit codes: 0, also if nothing was let in; 2 not understood; 9 no such ban; 78 the log cannot be read"
        })
final class BanAffectedCommand implements Runnable {
    private static final List<String> COLUMNS =
            List.of("host", "account", "uid", "dn", "pilot", "permits", "last", "id");

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private SpanOptions span;

    @Parameters(paramLabel = "ID|SELECTOR", description = "Number of a ban, file:LINE, or a selector as for ban add.")
    @SuppressWarnings("NullAway.Init")
    private String which;

    @Option(names = "--scope", defaultValue = "all", description = "Of a VO: all, or mupj for its pilot jobs only.")
    @SuppressWarnings("NullAway.Init")
    private String scope;

    @Option(
            names = {"--output", "-o"},
            defaultValue = "table",
            description = "Form: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Rows.Form output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        Instant now = InstantSource.system().instant();
        Span asked = span.at(now);
        Ban ban = ban();
        BanImpact impact = new BanImpact(ban);
        DecisionLog log = new DecisionLog(config.read().storage().audit());
        Unread unread = log.read(history -> history.decisions(asked, impact::add));
        Rows rows = new Rows(
                COLUMNS, impact.works().stream().map(BanAffectedCommand::row).toList());
        rows.write(
                output,
                spec.commandLine().getOut(),
                "affected",
                Map.of("selector", ban.selector(), "incomplete", unread.sentences()));
        unread.sentences().forEach(spec.commandLine().getErr()::println);
    }

    private static List<String> row(Work work) {
        return List.of(
                work.key().host(),
                work.key().account(),
                work.key().uid(),
                work.key().subject().value(),
                work.key().pilot(),
                Long.toString(work.permits()),
                work.lastAt().toString(),
                work.lastId().toString());
    }

    private Ban ban() {
        boolean isId = which.matches("\\d+|file:\\d+");
        return isId ? known() : parsed();
    }

    private Ban known() {
        PdpConfig read = config.read();
        BanStoreView store = new BanStoreView(read.storage().bans());
        return new BanSource(read.policy().bans(), store, InstantSource.system())
                .load().bans().entries().stream()
                        .filter(entry -> entry.id().equals(which))
                        .map(BanEntry::ban)
                        .findFirst()
                        .orElseThrow(() -> new NoSuchBanException(which));
    }

    private Ban parsed() {
        try {
            return Ban.parse(scope.toLowerCase(Locale.ROOT).equals("all") ? which : which + " scope=" + scope);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "`" + which + "`: " + e.getMessage());
        }
    }
}
