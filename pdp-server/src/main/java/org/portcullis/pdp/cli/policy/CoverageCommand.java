package org.portcullis.pdp.cli.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.pdp.cli.OutputOption;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.json.JsonText;
import org.portcullis.pdp.suite.Suite;
import org.portcullis.pdp.suite.TrialSite;
import org.portcullis.policy.coverage.Coverage;
import org.portcullis.policy.coverage.HtmlPage;
import org.portcullis.policy.coverage.Item;
import org.portcullis.policy.coverage.Item.Kind;
import org.portcullis.policy.coverage.Lcov;
import org.portcullis.policy.coverage.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portcullis policy coverage}. */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Tells which policies, rules and comparisons the questions of test suites reach, both ways.",
        footer = {
            "",
            "Examples:",
            "  portcullis policy coverage --pack policies/src/main/packs/mupj",
            "  portcullis policy coverage --pack DIR --min 90 --lcov coverage.info --html coverage/",
            "",
            "Exit codes:",
            "  0  done, and --min was reached",
            "  2  wrong options",
            "  3  a suite or the pack cannot be used, or a report cannot be written",
            "  4  less than --min was reached"
        })
final class CoverageCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private SuiteOptions options;

    @Option(names = "--min", paramLabel = "PERCENT", description = "Fails if less of all outcomes is reached.")
    private int min;

    @Option(names = "--lcov", paramLabel = "FILE", description = "Writes a tracefile for LCOV.")
    private @Nullable Path lcov;

    @Option(names = "--html", paramLabel = "DIR", description = "Writes index.html, which needs no other file.")
    private @Nullable Path html;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Findings.reported(spec, this::cover);
    }

    private int cover() {
        List<Suite> suites = options.suites();
        TrialSite site = options.site();
        site.prepare(suites);
        Coverage coverage = new Coverage(site.pack().outline());
        suites.forEach(suite -> suite.cases().forEach(one -> site.reached(one).ifPresent(coverage::add)));
        Report report = coverage.report();
        var out = spec.commandLine().getOut();
        out.print(output.isJson() ? json(report) : text(report));
        out.flush();
        write(report, site);
        return report.percent() < min ? ExitCode.TESTS_FAILED : 0;
    }

    private void write(Report report, TrialSite site) {
        Path directory = options.pack().directory().toAbsolutePath().normalize();
        String title = "Coverage of pack " + site.pack().pack().manifest().name();
        try {
            if (lcov != null) {
                Files.writeString(lcov, Lcov.of(report, directory + "/"), StandardCharsets.UTF_8);
            }
            if (html != null) {
                Files.createDirectories(html);
                String page = HtmlPage.of(title, report, site.pack().texts("policy"));
                Files.writeString(html.resolve("index.html"), page, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new ConfigException(List.of("the report cannot be written: " + e.getMessage()));
        }
    }

    private static String text(Report report) {
        StringBuilder text = new StringBuilder();
        for (Kind kind : Kind.values()) {
            text.append(String.format(
                    "%-8s %d of %d with every outcome%n", kind.word(), report.complete(kind), report.count(kind)));
        }
        for (Item gap : report.gaps()) {
            text.append(String.format(
                    "%s: %s: %s %s%n", gap.at(), gap.gap(), gap.kind().word(), gap.name()));
        }
        return text.append(String.format("%d %% of all outcomes reached%n", report.percent()))
                .toString();
    }

    private static String json(Report report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("percent", report.percent());
        fields.put("items", report.items().stream().map(CoverageCommand::item).toList());
        return JsonText.of(fields) + "\n";
    }

    private static Map<String, Object> item(Item item) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", item.kind().word());
        fields.put("name", item.name());
        fields.put("at", item.at().toString());
        fields.put("matched", item.tally().matched());
        fields.put("notMatched", item.tally().notMatched());
        fields.put("gap", item.gap());
        return fields;
    }
}
