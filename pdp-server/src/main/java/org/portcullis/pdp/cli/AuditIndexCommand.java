package org.portcullis.pdp.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.portcullis.pdp.audit.AuditIndexes;
import org.portcullis.pdp.audit.AuditIndexes.Kept;
import org.portcullis.pdp.json.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis audit index}: makes what searches in the log are fast by. */
@Command(
        name = "index",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the indexes of closed files of the log that are missing, and removes those of files that are gone.",
            "The server does this by itself, slowly; searches do it where they need one."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis audit index",
            "  portcullis audit index -o json",
            "",
            "Exit codes: 0 all have one; 2 not understood; 3 some have none; 78 the log cannot be read"
        })
final class AuditIndexCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        AuditIndexes indexes = new AuditIndexes(config.read().storage().audit());
        List<Kept> all = update(indexes);
        if (output.isJson()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("directory", indexes.directory().toString());
            fields.put("files", all.stream().map(AuditIndexCommand::fields).toList());
            spec.commandLine().getOut().println(JsonText.of(fields));
        } else {
            all.forEach(kept -> spec.commandLine().getOut().println(text(kept)));
        }
        return all.stream().allMatch(Kept::isThere) ? 0 : ExitCode.FINDINGS;
    }

    private static List<Kept> update(AuditIndexes indexes) {
        try {
            return indexes.update();
        } catch (IOException e) {
            throw new DecisionLog(indexes.log()).unreadable(e);
        }
    }

    private static String text(Kept kept) {
        String problem = kept.problem().isEmpty() ? "" : ": " + kept.problem();
        return String.format("%-8s%s%s", state(kept), kept.file(), problem);
    }

    private static Map<String, Object> fields(Kept kept) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", kept.file().toString());
        fields.put("state", state(kept));
        fields.put("problem", kept.problem());
        return fields;
    }

    private static String state(Kept kept) {
        return kept.state().name().toLowerCase(Locale.ROOT);
    }
}
