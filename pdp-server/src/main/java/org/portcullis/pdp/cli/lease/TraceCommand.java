package org.portcullis.pdp.cli.lease;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.pdp.mapping.LeaseEvent;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.Tenure;
import org.portcullis.profile.Dn;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code portcullis trace}: who was it, then. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description = {
            "Tells who had a uid or an account, or which accounts a DN had, from the history of leases.",
            "Accounts that are no pool's are named in the account map: `portcullis decisions query --account` finds their users."
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0   found",
            "  3   nobody had it then",
            "",
            "Examples:",
            "  portcullis trace --uid 51234 --at 2026-11-22T03:00:00Z",
            "  portcullis trace --dn \"/C=XX/O=Grid/CN=Somebody\""
        })
public final class TraceCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private LeaseOptions options;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Whom whom;

    @Option(names = "--at", paramLabel = "TIME", defaultValue = "", description = "Only then (default: ever).")
    @SuppressWarnings("NullAway.Init")
    private String at;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** One of three ways to name what is looked for. */
    static final class Whom {
        @Option(names = "--uid", paramLabel = "UID", defaultValue = "-1", description = "A Unix uid.")
        private long uid;

        @Option(names = "--account", paramLabel = "NAME", defaultValue = "", description = "A Unix account.")
        @SuppressWarnings("NullAway.Init")
        private String account;

        @Option(names = "--dn", paramLabel = "DN", defaultValue = "", description = "A person, exactly.")
        @SuppressWarnings("NullAway.Init")
        private String dn;
    }

    @Override
    public Integer call() {
        Optional<Instant> moment = moment();
        try (LeaseRegister store = options.open()) {
            List<Tenure> found = Tenure.of(events(store)).stream()
                    .filter(tenure -> moment.map(tenure::covers).orElse(true))
                    .toList();
            options.print(
                    List.of("account", "from", "until", "ended", "dn", "pool", "group"),
                    found.stream().map(TraceCommand::row).toList());
            return found.isEmpty() ? ExitCode.FINDINGS : 0;
        }
    }

    private List<LeaseEvent> events(LeaseRegister store) {
        if (!whom.dn.isEmpty()) {
            return store.history(Dn.parse(whom.dn));
        }
        List<String> accounts = whom.account.isEmpty()
                ? ConfigOption.mapping(options.config()).accountsOf(whom.uid)
                : List.of(whom.account);
        List<LeaseEvent> events = new ArrayList<>();
        accounts.forEach(account -> events.addAll(store.history(account)));
        return events;
    }

    private Optional<Instant> moment() {
        try {
            return at.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(at));
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    spec.commandLine(), "`" + at + "` is not a time such as 2026-11-22T03:00:00Z", e);
        }
    }

    private static Map<String, Object> row(Tenure tenure) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("account", tenure.lease().account());
        row.put("from", tenure.lease().grantedAt());
        row.put("until", tenure.end().map(event -> event.at().toString()).orElse(""));
        row.put("ended", tenure.end().map(event -> event.kind().toString()).orElse(""));
        row.put("dn", tenure.lease().key().dn());
        row.put("pool", tenure.lease().key().pool());
        row.put("group", tenure.lease().key().primaryGroup());
        return row;
    }
}
