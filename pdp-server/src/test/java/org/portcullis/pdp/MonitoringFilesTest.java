package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules and dashboard of {@code conf/} ask for what a server exports, and lead to what there is. */
class MonitoringFilesTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Path PROMETHEUS = REPOSITORY.resolve("conf/prometheus");
    private static final Path RULES = PROMETHEUS.resolve("portcullis.rules.yml");
    private static final Path RULES_TEST = PROMETHEUS.resolve("portcullis.rules_test.yml");
    private static final Path DASHBOARD = REPOSITORY.resolve("conf/grafana/portcullis.json");
    private static final Pattern METRIC = Pattern.compile("\\b(?:portcullis|jvm|process)_[a-z_]+");
    private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");
    private static final Pattern RUNBOOK = Pattern.compile("(?m)^ +runbook: (\\S+)#(\\S+)$");

    @Test
    void rulesAndDashboardAskForWhatIsExported(@TempDir Path directory) throws IOException {
        TestSite site = TestSite.in(directory);
        try (PdpServer server = site.start()) {
            site.asPep(server).post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"));
            System.gc();
            await().until(() -> Scrape.of(server).names().contains("jvm_gc_pause_seconds_sum"));
            Set<String> exported = Scrape.of(server).names();

            assertThat(found(METRIC, RULES)).isNotEmpty().isSubsetOf(exported);
            assertThat(found(METRIC, DASHBOARD)).isNotEmpty().isSubsetOf(exported);
        }
    }

    static Stream<String> alerts() throws IOException {
        return ALERT.matcher(Files.readString(RULES)).results().map(alert -> alert.group(1)).toList().stream();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertSaysHowBadItIsAndWhatToDo(String alert) throws IOException {
        String rule =
                Files.readString(RULES).split("- alert: " + alert + "\n", -1)[1].split("- alert: ", -1)[0];

        assertThat(rule)
                .containsPattern("severity: (critical|warning)\n")
                .contains("summary: ")
                .containsPattern(RUNBOOK);
        assertThat(rule).contains("#" + Sections.anchor(alert) + "\n");
    }

    @Test
    void everyRunbookIsASectionAndEverySectionARunbook() throws IOException {
        List<MatchResult> runbooks =
                RUNBOOK.matcher(Files.readString(RULES)).results().toList();

        assertThat(runbooks).extracting(runbook -> runbook.group(1)).containsOnly("pdp-server/docs/alerts.md");
        assertThat(runbooks)
                .extracting(runbook -> runbook.group(2))
                .containsExactlyElementsOf(Sections.of(REPOSITORY.resolve("pdp-server/docs/alerts.md")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.md", "metrics.md"})
    void linksToSectionsLeadToThem(String page) throws IOException {
        Path docs = REPOSITORY.resolve("pdp-server/docs");

        assertThat(Pattern.compile("]\\(([^)#:]+)#([^)]+)\\)")
                        .matcher(Files.readString(docs.resolve(page)))
                        .results())
                .isNotEmpty()
                .allSatisfy(link ->
                        assertThat(Sections.allOf(docs.resolve(link.group(1)))).contains(link.group(2)));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertIsTestedToFireAndNotTo(String alert) throws IOException {
        String tests = Files.readString(RULES_TEST);

        assertThat(tests)
                .containsPattern("alertname: " + alert + "\n +eval_time: \\w+\n +exp_alerts: \\[]")
                .containsPattern("alertname: " + alert + "\n +eval_time: \\w+\n +exp_alerts:\n +- exp_labels:");
    }

    @Test
    void theDashboardIsJsonAndLeavesTheDataSourceToTheSite() throws IOException {
        List<String> sources = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(DASHBOARD.toFile())) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING && "uid".equals(json.currentName())) {
                    sources.add(json.getText());
                }
            }
        }

        assertThat(sources).hasSizeGreaterThan(20).containsOnly("${datasource}", "portcullis");
    }

    @Test
    void promtoolTakesTheRules() throws IOException, InterruptedException {
        assertThat(promtool("check", "rules", RULES)).contains("SUCCESS");
    }

    @Test
    void alertsFireWhenTheyShouldAndNotElse() throws IOException, InterruptedException {
        assertThat(promtool("test", "rules", RULES_TEST)).contains("SUCCESS");
    }

    private static String promtool(String verb, String what, Path file) throws IOException, InterruptedException {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool")));
        assumeTrue(installed, "SKIPPED: promtool of Prometheus is not installed");
        Process process = new ProcessBuilder("promtool", verb, what, file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static Set<String> found(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());
    }
}
