package org.portcullis.pdp.cli.decisions;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.portcullis.pdp.audit.Span;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.pdp.cli.Rows;
import org.portcullis.pdp.cli.Rows.Form;
import org.portcullis.pdp.cli.SpanOptions;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.shadow.Difference;
import org.portcullis.pdp.shadow.Disagreement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portcullis decisions shadow}: where answers differ from those of another service. */
@Command(
        name = "shadow",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the answers that differ from those of the service in `shadow.url`, and counts them by what differs:",
            "decision, account, group. The metric portcullis_shadow_answers_total counts those that are the same."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis decisions shadow --since 7d",
            "  portcullis decisions shadow --since 7d --only account -o jsonl",
            "  portcullis decisions show ID",
            "",
            "Exit codes: 0 no differences; 2 not understood; 3 differences; 78 no `shadow` in the configuration, or no file"
        })
final class ShadowCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("at", "differs", "ours", "theirs", "pep", "id");

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private SpanOptions span;

    @Option(names = "--only", paramLabel = "WHAT", description = "Only differences in these: ${COMPLETION-CANDIDATES}.")
    private List<Difference> only = List.of();

    @Option(
            names = {"--output", "-o"},
            defaultValue = "table",
            description = "Form: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Form output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private int damaged;

    @Override
    public Integer call() {
        List<Disagreement> found = read(file());
        Map<Difference, Integer> counts = new EnumMap<>(Difference.class);
        found.forEach(one -> one.differs().forEach(what -> counts.merge(what, 1, Integer::sum)));
        Map<String, Object> summary = new LinkedHashMap<>();
        for (Difference difference : Difference.values()) {
            summary.put(difference.word(), counts.getOrDefault(difference, 0));
        }
        print(found, summary);
        return found.isEmpty() ? 0 : ExitCode.FINDINGS;
    }

    private Path file() {
        return config.read().shadow().stream()
                .map(PdpConfig.ShadowOf::differences)
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        List.of(config.file() + ": no `shadow`: name the service to compare with in `shadow.url`")));
    }

    private List<Disagreement> read(Path file) {
        Span wanted = span.at(InstantSource.system().instant());
        List<Disagreement> found = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> parse(line, wanted, found));
            return found;
        } catch (IOException e) {
            throw new ConfigException(List.of("the file of differences `" + file + "` cannot be read: " + e));
        }
    }

    private void parse(String line, Span wanted, List<Disagreement> found) {
        try {
            Disagreement one = Disagreement.parse(line);
            boolean isIn = !one.at().isBefore(wanted.since()) && one.at().isBefore(wanted.until());
            if (isIn && (only.isEmpty() || !Collections.disjoint(only, one.differs()))) {
                found.add(one);
            }
        } catch (IllegalArgumentException e) {
            damaged++;
        }
    }

    private void print(List<Disagreement> found, Map<String, Object> summary) {
        PrintWriter out = spec.commandLine().getOut();
        Rows rows = new Rows(COLUMNS, found.stream().map(ShadowCommand::row).toList());
        rows.write(output, out, "differences", summary);
        if (output == Form.TABLE) {
            out.println(found.size() + " differ: "
                    + summary.toString().replaceAll("[{}]", "").replace("=", " "));
            out.flush();
        }
        if (damaged > 0) {
            spec.commandLine().getErr().println("incomplete: " + damaged + " damaged lines are left out");
        }
    }

    private static List<String> row(Disagreement one) {
        return List.of(
                one.at().toString(),
                one.words(),
                one.ours(),
                one.theirs(),
                one.pep(),
                one.callId().toString());
    }
}
