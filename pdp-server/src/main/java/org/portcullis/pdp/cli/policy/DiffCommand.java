package org.portcullis.pdp.cli.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.pdp.cli.OutputOption;
import org.portcullis.pdp.json.JsonText;
import org.portcullis.policy.OpenPack;
import org.portcullis.policy.PackLoader;
import org.portcullis.policy.diff.Change;
import org.portcullis.policy.diff.DataDiff;
import org.portcullis.policy.diff.RuleDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portcullis policy diff}. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Tells what is different between two packs, rule by rule and record by record.",
        footer = {
            "",
            "Example:",
            "  portcullis policy diff /etc/portcullis/policy ./policy.new",
            "",
            "Exit codes:",
            "  0  the packs say the same",
            "  2  wrong options",
            "  3  they differ, or one of them cannot be used"
        })
final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "BEFORE", description = "The pack as it is.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "The pack as it would be.")
    private Path after = Path.of("");

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Findings.reported(spec, this::compare);
    }

    private int compare() {
        OpenPack was = PackLoader.open(before, Map.of());
        OpenPack is = PackLoader.open(after, Map.of());
        List<Change> changes = new ArrayList<>(RuleDiff.between(was.outline(), is.outline()));
        changes.addAll(DataDiff.between(was.texts("data"), is.texts("data")));
        var out = spec.commandLine().getOut();
        out.print(output.isJson() ? json(changes) : text(changes));
        out.flush();
        return changes.isEmpty() ? 0 : ExitCode.FINDINGS;
    }

    private static String text(List<Change> changes) {
        StringBuilder text = new StringBuilder();
        for (Change change : changes) {
            text.append(String.format("%-8s %s%n", change.kind().word(), change.subject()));
            if (!change.before().isEmpty()) {
                text.append(String.format("         - %s%n", change.before()));
            }
            if (!change.after().isEmpty()) {
                text.append(String.format("         + %s%n", change.after()));
            }
        }
        return text.append(changes.isEmpty() ? "the packs say the same\n" : changes.size() + " differences\n")
                .toString();
    }

    private static String json(List<Change> changes) {
        return JsonText.of(Map.of(
                        "changes", changes.stream().map(DiffCommand::fields).toList())) + "\n";
    }

    private static Map<String, Object> fields(Change change) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", change.kind().word());
        fields.put("subject", change.subject());
        fields.put("before", change.before());
        fields.put("after", change.after());
        return fields;
    }
}
