package org.portcullis.pdp.cli.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.portcullis.pdp.audit.AuditIndexes;
import org.portcullis.pdp.audit.AuditSearch;
import org.portcullis.pdp.audit.DecisionQuery;
import org.portcullis.pdp.audit.PastDecision;
import org.portcullis.pdp.cli.LeasesHeld;
import org.portcullis.pdp.cli.OutputOption;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.json.JsonText;
import org.portcullis.pdp.suite.Asked;
import org.portcullis.pdp.suite.Explanation;
import org.portcullis.pdp.suite.Inquiry;
import org.portcullis.pdp.suite.RequestFile;
import org.portcullis.policy.OpenPack;
import org.portcullis.policy.PackLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portcullis policy explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Tells why a question is decided as it is, and what is nearest to another decision.",
        footer = {
            "",
            "Examples:",
            "  portcullis policy explain question.yaml --pack policies/src/main/packs/mupj",
            "  portcullis policy explain 2f1e7a52-9f3c-4d57-8d6e-0c5b7c1f9a10 --config /etc/portcullis/portcullis.yaml",
            "  portcullis policy explain question.yaml --against ./policy.new",
            "",
            "Exit codes:",
            "  0  explained, whatever the decision",
            "  2  wrong options",
            "  3  the question, the decision or the pack cannot be used"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final Pattern CALL_ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Parameters(
            paramLabel = "FILE|CALL-ID",
            description =
                    "A question as in the `when` of a test, with `now` unless it is now; or a decision in the audit log.")
    private String question = "";

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PackOptions pack;

    @Option(names = "--against", paramLabel = "DIR", description = "Another pack: tells whether it decides otherwise.")
    private List<Path> against = List.of();

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Option(
            names = {"--verbose", "-v"},
            description = "Shows every comparison, also where nothing depends on it.")
    private boolean verbose;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Findings.reported(spec, this::explain);
    }

    private int explain() {
        RequestFile asked = asked();
        Inquiry inquiry = inquiry();
        Map<String, Explanation> others = new LinkedHashMap<>();
        for (Path other : against) {
            Inquiry changed = inquiry.with(PackLoader.open(other, Map.of()));
            others.put(other.toString(), changed.explain(asked.asked(), asked.at()));
        }
        ExplanationView view = new ExplanationView(inquiry, inquiry.explain(asked.asked(), asked.at()), others);
        var out = spec.commandLine().getOut();
        out.print(output.isJson() ? JsonText.of(view.fields()) + "\n" : view.text(verbose));
        out.flush();
        return 0;
    }

    private RequestFile asked() {
        return CALL_ID.matcher(question).matches()
                ? decided(UUID.fromString(question))
                : RequestFile.read(Path.of(question), InstantSource.system().instant());
    }

    private RequestFile decided(UUID call) {
        Path log = pack.configOption().read().storage().audit();
        List<RequestFile> found = new ArrayList<>();
        try {
            new AuditSearch(log, AuditIndexes.Use.MAKE).each(DecisionQuery.ofCall(call), (place, line, answer) -> {
                if (answer instanceof PastDecision past) {
                    if (past.partial()) {
                        spec.commandLine()
                                .getErr()
                                .println("an older release kept less of this question; the rest is guessed");
                    }
                    found.add(new RequestFile(new Asked(past.request(), past.pep()), past.at()));
                }
            });
        } catch (IOException e) {
            throw new ConfigException(List.of(log + ": cannot be read: " + e.getMessage()));
        }
        if (found.isEmpty()) {
            throw new ConfigException(List.of(log + ": no decision of the call `" + call + "`"));
        }
        return found.get(0);
    }

    private Inquiry inquiry() {
        Optional<PdpConfig> config = pack.config();
        OpenPack open = PackLoader.open(pack.directory(), Map.of());
        return config.map(read -> Inquiry.ofSite(pack.configOption().check(read), open, new LeasesHeld(read).all()))
                .orElseGet(() -> Inquiry.ofPack(open));
    }
}
