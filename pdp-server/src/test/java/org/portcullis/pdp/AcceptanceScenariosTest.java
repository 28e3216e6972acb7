package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The acceptance scenarios, every row, asked of a running server through TLS; what it answers and what it records. */
class AcceptanceScenariosTest {
    private static final String TABLES = "../policies/src/test/resources/scenarios/";
    private static final Pattern DENY = Pattern.compile("D `([a-z-]+)`");
    private static final Map<String, String> POOLS =
            Map.of("prod pool", "atlasprd", "pilot", "atlasplt", "PA1", "atlasplt");

    /** What the table calls a refusal before any rule, as the server's records call it. */
    private static final Map<String, List<String>> REFUSALS = Map.of(
            "pep-not-trusted", List.of("untrusted-pep"),
            "malformed", List.of("missing-attribute", "syntax-error", "malformed-query"));

    @TempDir
    private static Path directory;

    private static ScenarioSite site;
    private static Map<?, ?> rows;
    private static Map<?, ?> questions;

    @BeforeAll
    static void open() throws IOException {
        rows = yaml(Path.of("src/test/resources/scenarios/rows.yaml"));
        questions = yaml(Path.of(TABLES + "questions.yaml"));
        site = ScenarioSite.in(directory);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @AfterEach
    void restore() {
        site.restore();
    }

    @ParameterizedTest(name = "{0}: {2} {3}")
    @CsvFileSource(files = TABLES + "scenarios.csv", useHeadersInDisplayName = false, numLinesToSkip = 1)
    void theServerAnswersAsExpected(int id, String regime, String who, String state, String expected)
            throws IOException {
        for (ScenarioQuestion question : questions(id)) {
            prepare(question);

            for (Asked asked : ask(question)) {
                check(asked, expected, who);
            }
            site.restore();
        }
    }

    /** A question that was asked, what came back, and what was recorded. */
    private record Asked(ScenarioQuestion question, Exchange.Reply reply, Map<?, ?> record) {}

    private static List<ScenarioQuestion> questions(int id) {
        Map<?, ?> row = rows.get(id) instanceof Map<?, ?> own ? own : Map.of();
        Object source = questions.get(row.containsKey("as") ? row.get("as") : id);
        List<?> asked = source instanceof List<?> several && !isOwn(row) ? several : List.of(Map.of());
        return asked.stream()
                .map(yaml -> new ScenarioQuestion(strings((Map<?, ?>) yaml)).with(row))
                .toList();
    }

    /** Rows that bring a question of their own. */
    private static boolean isOwn(Map<?, ?> row) {
        return row.containsKey("credential") && !row.containsKey("as");
    }

    private static void prepare(ScenarioQuestion question) throws IOException {
        site.setClock(question.text("at"));
        if (!question.text("with").isEmpty()) {
            site.packWith(question.text("with"));
        }
        if (!question.text("accounts").isEmpty()) {
            site.change("etc/accounts.map", question.text("accounts"));
        }
        site.take();
        for (String person : question.list("first")) {
            Exchange.Reply first = post(question.with(Map.of("dn", person)));
            assertThat(first.decision()).as("first " + person).isEqualTo("Permit");
        }
        if (!question.text("release").isEmpty()) {
            site.release(question.text("release"));
        }
        if (!question.text("drop").isEmpty()) {
            String passwd = site.site().read("etc/passwd");
            site.change("etc/passwd", passwd.replaceAll("(?m)^" + question.text("drop") + ":.*\\n", ""));
            assertThatThrownBy(site::take).hasMessageContaining("is leased and is not known any more");
            site.restart();
        }
        for (String selector : question.list("bans")) {
            site.ban(selector, question.text("until"));
        }
        for (String selector : question.list("lifted")) {
            site.ban(selector, "");
            site.take();
            assertThat(post(question).decision()).isEqualTo("Deny");
            site.liftAll();
        }
        site.take();
    }

    /** A question that is broken in several ways is asked once in each of them. */
    private static List<Asked> ask(ScenarioQuestion question) throws IOException {
        List<Asked> asked = new ArrayList<>();
        List<ScenarioQuestion> forms = question.list("body").isEmpty()
                ? List.of(question)
                : question.list("body").stream()
                        .map(how -> question.with(Map.of("body", List.of(how))))
                        .toList();
        for (ScenarioQuestion form : forms) {
            Exchange.Reply reply = post(form);
            asked.add(new Asked(form, reply, site.lastRecord(isForTheOther(form))));
        }
        return asked;
    }

    private static Exchange.Reply post(ScenarioQuestion question) throws IOException {
        String pep = question.text("pep");
        String caller =
                question.text("caller").isEmpty() ? pep.substring(pep.lastIndexOf('=') + 1) : question.text("caller");
        return site.ask(caller, isForTheOther(question), question.toXml(site.credentials()));
    }

    private static boolean isForTheOther(ScenarioQuestion question) {
        return question.text("server").equals("other");
    }

    private static void check(Asked asked, String expected, String who) throws IOException {
        String record = asked.record().toString();
        Optional<String> reason = argument(DENY, expected);
        if (reason.filter(REFUSALS::containsKey).isPresent()) {
            assertThat(asked.reply().decision()).as(record).isEqualTo("Indeterminate");
            assertThat(REFUSALS.get(reason.get())).as(record).contains(text(asked.record(), "reason"));
        } else if (reason.isPresent()) {
            assertThat(asked.reply().decision()).as(who + " " + record).isEqualTo("Deny");
            assertThat(text(asked.record(), "reason")).as(record).isEqualTo(reason.get());
            assertThat(site.metrics().contains("portcullis_lease_pool_free{pool=\"tiny\"} 0.0"))
                    .isEqualTo(expected.contains("alarm"));
        } else {
            assertThat(expected)
                    .satisfiesAnyOf(
                            text -> assertThat(text).startsWith("Permit"),
                            text -> assertThat(text)
                                    .isIn("as 1", "same decision as canonical DN; log single-line escaped"));
            assertThat(asked.reply().decision()).as(who + " " + record).isEqualTo("Permit");
            checkTerms(asked, expected);
        }
    }

    private static void checkTerms(Asked asked, String expected) {
        Map<?, ?> record = asked.record();
        String vo = asked.question().list("fqans").stream()
                .findFirst()
                .map(fqan -> fqan.split("/", -1)[1])
                .orElse("atlas");
        String pool = argument("MAP", expected)
                .map(whose -> POOLS.getOrDefault(whose, vo))
                .orElse("");
        assertThat(asked.reply().user().replaceAll("\\d+$", ""))
                .as(record.toString())
                .startsWith(pool.isEmpty() ? "" : pool);
        argument("RESP", expected)
                .ifPresent(party -> assertThat(text(record, "responsible"))
                        .isEqualTo(party.equals("user") ? "user" : party.contains(",") ? "pilot-owner,vo" : "vo"));
        argument("REAUTH", expected)
                .ifPresent(day -> assertThat(text(record, "reauthBy"))
                        .isEqualTo(LocalDate.parse(day)
                                .plusDays(1)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                                .toString()));
        assertThat(text(record, "warnings").contains("regime-ends")).isEqualTo(expected.contains("regime ends"));
        assertThat(text(record, "identitySource").equals("unattributed")).isEqualTo(expected.contains("unattributed"));
        assertThat(text(record, "identitySource").equals("pilot-asserted"))
                .isEqualTo(expected.contains("pilot-asserted"));
        assertThat(text(record, "ban").startsWith("expired")).isEqualTo(expected.contains("ban expired"));
        if (expected.contains("username only")) {
            assertThat(asked.reply().uid()).isEmpty();
        }
        if (expected.contains("root-and-home-paths")) {
            assertThat(asked.reply().body())
                    .contains("/pnfs/atlas/users", "obligation/root-and-home-paths", "obligation/username");
        }
    }

    private static Optional<String> argument(String word, String expected) {
        return argument(Pattern.compile(word + "\\(([^)]*)\\)"), expected);
    }

    private static Optional<String> argument(Pattern pattern, String expected) {
        return pattern.matcher(expected).results().findFirst().map(found -> found.group(1));
    }

    private static String text(Map<?, ?> record, String field) {
        return String.valueOf(record.get(field));
    }

    private static Map<String, Object> strings(Map<?, ?> yaml) {
        Map<String, Object> copy = new LinkedHashMap<>();
        yaml.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    private static Map<?, ?> yaml(Path file) throws IOException {
        Load load = new Load(LoadSettings.builder().build());
        return (Map<?, ?>) load.loadFromString(ScenarioSite.renamed(Files.readString(file)));
    }
}
