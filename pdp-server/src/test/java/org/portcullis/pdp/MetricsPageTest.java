package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/metrics.md} says a server exports is what a server exports. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsPageTest {
    private static final Path PAGE = Path.of("docs/metrics.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (\\w+) \\| ([^|]*) \\| (\\w+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern WORD = Pattern.compile("`(\\w+)`");
    private static final Pattern FOREIGN = Pattern.compile("(?:jvm|process|system)_.*");

    private TestSite site;
    private PdpServer server;
    private Scrape scrape;

    private record Row(String name, String type, Set<String> labels, String stability) {}

    @BeforeAll
    void askAndScrape(@TempDir Path directory) throws IOException {
        site = TestSite.in(directory);
        server = site.start();
        Exchange pep = site.asPep(server);
        pep.post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"));
        pep.post(Questions.direct("/C=XX/O=Grid/CN=Banned User", "/atlas"));
        pep.post(Questions.direct(site.atlasProxy("Alice", "/atlas").chain()));
        pep.post("<no/>");
        pep.post("{}", "application/json");
        scrape = Scrape.of(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void everyMetricIsOnThePageWithItsTypeAndThePageHasNoOther() throws IOException {
        Map<String, String> exported = new TreeMap<>(scrape.types());
        exported.keySet().removeIf(name -> FOREIGN.matcher(name).matches());

        assertThat(rows().stream().collect(Collectors.toMap(Row::name, Row::type)))
                .isEqualTo(exported);
    }

    @Test
    void thePageNamesTheLabels() throws IOException {
        assertThat(rows())
                .allSatisfy(row -> assertThat(row.labels()).as(row.name()).isEqualTo(scrape.labels(row.name())));
    }

    @Test
    void everyMetricPromisesToStayOrNot() throws IOException {
        assertThat(rows()).extracting(Row::stability).containsOnly("stable", "experimental");
    }

    @Test
    void familiesOfJavaAreOnThePage() throws IOException {
        List<String> named =
                Arrays.asList("jvm_memory_", "jvm_gc_", "jvm_threads_", "jvm_buffer_", "process_", "system_");

        assertThat(Files.readString(PAGE)).contains(named);
        assertThat(scrape.types().keySet().stream()
                        .filter(name -> FOREIGN.matcher(name).matches()))
                .isNotEmpty()
                .allMatch(name -> named.stream().anyMatch(name::startsWith));
    }

    @Test
    void noValueOfALabelIsSaidByAClient() {
        assertThat(scrape.text()).doesNotContain("CN=", "/atlas/", "Alice");
    }

    /** What has not happened yet is exported as 0, so that rates see it happen. */
    @Test
    void whatIsAskedIsCounted() throws IOException {
        assertThat(scrape.text())
                .contains("portcullis_decisions_total{decision=\"permit\",interface=\"soap\"} 2.0")
                .contains("portcullis_decisions_total{decision=\"deny\",interface=\"soap\"} 1.0")
                .contains("portcullis_decisions_total{decision=\"indeterminate\",interface=\"soap\"} 0.0")
                .contains("portcullis_decisions_total{decision=\"refused\",interface=\"soap\"} 1.0")
                .contains("portcullis_http_rejects_total{status=\"415\"} 1.0")
                .contains("portcullis_overload_total{what=\"question\"} 0.0")
                .contains("portcullis_health_level{check=\"policy\"} 0");
    }

    @Test
    void aReloadThatIsNotTakenShowsAsAStateOfHealth() throws IOException {
        String good = site.read("etc/peps.yaml");
        site.write("etc/peps.yaml", "peps: {");

        server.reload();

        await().untilAsserted(() -> assertThat(Scrape.of(server).text())
                .contains("portcullis_health_level{check=\"policy\"} 1", "portcullis_config_last_reload_success 0"));
        site.write("etc/peps.yaml", good);
        server.reload();
    }

    private static List<Row> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> new Row(row.group(1), row.group(2), words(row.group(3)), row.group(4)))
                .toList();
    }

    private static Set<String> words(String cell) {
        return WORD.matcher(cell).results().map(word -> word.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
