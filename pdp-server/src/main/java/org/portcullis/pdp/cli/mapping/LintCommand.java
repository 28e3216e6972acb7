package org.portcullis.pdp.cli.mapping;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.pdp.cli.Rows;
import org.portcullis.pdp.decide.SiteMaps;
import org.portcullis.pdp.json.JsonText;
import org.portcullis.pdp.mapping.MapFinding;
import org.portcullis.pdp.mapping.MapLint;
import org.portcullis.pdp.mapping.MapRule;
import org.portcullis.pdp.mapping.MapRule.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portcullis mapping lint}: what is wrong with map files, and what looks wrong. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description =
                "Tells what is wrong with map files, and what looks wrong: each finding with file, line and rule.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis mapping lint",
            "  portcullis mapping lint --strict --output json",
            "  portcullis mapping lint --dialect lcmaps /etc/grid-security/grid-mapfile \\",
            "      --groups /etc/grid-security/groupmapfile --passwd /etc/passwd --group /etc/group",
            "  portcullis mapping lint --list-rules",
            "",
            "Notes tell what a line would mean in the other dialect; they never count.",
            "Exit codes: 0 nothing found, or warnings only; 2 wrong usage; 3 errors, or with --strict warnings;",
            "78 the configuration that names the maps cannot be used."
        })
final class LintCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private MapOptions options;

    @Option(names = "--strict", description = "Warnings count as errors.")
    private boolean strict;

    @Option(names = "--list-rules", description = "Lists all rules and reads no map.")
    private boolean listRules;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (listRules) {
            rules(out);
            return 0;
        }
        SiteMaps maps = options.maps();
        List<MapFinding> findings = MapLint.of(maps.files(), maps.terms());
        if (options.json()) {
            out.println(json(findings.stream().map(LintCommand::fields).toList()));
        } else {
            findings.forEach(finding -> out.println(text(finding)));
            out.printf(
                    "%s: %d errors, %d warnings, %d notes%n",
                    maps.terms().dialect(),
                    count(findings, Severity.ERROR),
                    count(findings, Severity.WARNING),
                    count(findings, Severity.NOTE));
        }
        out.flush();
        return findings.stream().map(MapFinding::rule).anyMatch(this::counts) ? ExitCode.FINDINGS : 0;
    }

    private boolean counts(MapRule rule) {
        return rule.severity() == Severity.ERROR || (strict && rule.severity() == Severity.WARNING);
    }

    private static long count(List<MapFinding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.rule().severity() == severity)
                .count();
    }

    private static String text(MapFinding finding) {
        MapRule rule = finding.rule();
        return Rows.printable(finding.at() + ": " + rule.severity().word() + ": " + finding.message()) + " ["
                + rule.id() + " " + rule.word() + "]";
    }

    private static Map<String, Object> fields(MapFinding finding) {
        Map<String, Object> fields = JsonFields.ofRule(finding.rule());
        fields.putAll(JsonFields.ofPlace(finding.at()));
        fields.put("message", finding.message());
        return fields;
    }

    private void rules(PrintWriter out) {
        List<MapRule> rules = Arrays.asList(MapRule.values());
        if (options.json()) {
            out.println(json(rules.stream()
                    .map(rule -> {
                        Map<String, Object> fields = JsonFields.ofRule(rule);
                        fields.put("title", rule.title());
                        return fields;
                    })
                    .toList()));
        } else {
            rules.forEach(rule -> out.printf(
                    "%s  %-7s  %-18s %s%n", rule.id(), rule.severity().word(), rule.word(), rule.title()));
        }
        out.flush();
    }

    private static String json(List<Map<String, Object>> rows) {
        return rows.stream().map(JsonText::of).collect(Collectors.joining(",\n ", "[", "]"));
    }
}
