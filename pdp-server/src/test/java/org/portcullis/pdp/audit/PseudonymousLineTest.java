package org.portcullis.pdp.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Dn;

/** A record with pseudonyms says everything but who it was. */
class PseudonymousLineTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    private Path directory;

    private PseudonymousLine names;

    @BeforeEach
    void makeAKey() throws IOException {
        names = new PseudonymousLine(Pseudonyms.in(directory.resolve("audit.jsonl"), NOW));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"subject\":{\"dn\":\"/C=XX/CN=Alice\",\"fqans\":[\"/atlas\"]}} | {\"subject\":{\"dn\":\"/CN=P\",\"fqans\":[\"/atlas\"]}}",
                "{\"pilot\":{\"dn\":\"/C=XX/CN=Alice\"}}                        | {\"pilot\":{\"dn\":\"/CN=P\"}}",
                "{\"pepDn\":\"/C=XX/CN=ce1.example.org\",\"source\":\"192.0.2.1\"} | {\"pepDn\":\"/C=XX/CN=ce1.example.org\",\"source\":\"192.0.2.1\"}",
                "{\"pepDn\":\"/C=XX/CN=host/ce1.example.org\"}                  | {\"pepDn\":\"/C=XX/CN=host/ce1.example.org\"}",
                "{\"pepDn\":\"/C=XX/CN=jan.novak\"}                             | {\"pepDn\":\"/CN=P\"}",
                "{\"queryId\":\"q\",\"digest\":\"00ff\"}                          | {\"queryId\":\"P\",\"digest\":\"P\"}",
                "{\"ban\":\"dn:/C=XX/CN=Alice\"}                                | {\"ban\":\"dn:/CN=P\"}",
                "{\"ban\":\"expired pilot:/C=XX/CN=Alice\"}                     | {\"ban\":\"expired pilot:/CN=P\"}",
                "{\"ban\":\"serial:1f@/C=XX/CN=CA\"}                            | {\"ban\":\"serial:P\"}",
                "{\"ban\":\"token:https://iam/#sub\"}                           | {\"ban\":\"token:P\"}",
                "{\"ban\":\"some new kind of ban\"}                             | {\"ban\":\"P\"}",
                "{\"ban\":\"vo:atlas\"}                                         | {\"ban\":\"vo:atlas\"}",
                "{\"ban\":\"\"}                                                 | {\"ban\":\"\"}",
                "{\"subject\":{\"token\":{\"issuer\":\"https://iam/\",\"subject\":\"s\",\"id\":\"j\",\"keyId\":\"k\"}}} | {\"subject\":{\"token\":{\"issuer\":\"https://iam/\",\"subject\":\"P\",\"id\":\"P\",\"keyId\":\"k\"}}}",
                "{\"subject\":{\"unproven\":{\"issuers\":[\"/C=XX/CN=Alice\"]}}}    | {\"subject\":{\"unproven\":{\"issuers\":[\"/CN=P\"]}}}",
                "{\"obligations\":[{\"user\":\"atlas001\",\"uid\":5}],\"seq\":7,\"chain\":\"ab\"} | {\"obligations\":[{\"user\":\"atlas001\",\"uid\":5}],\"seq\":7}",
                "{\"v\":2,\"notice\":\"dropped\",\"count\":3,\"seq\":7,\"chain\":\"ab\"} | {\"v\":2,\"notice\":\"dropped\",\"count\":3,\"seq\":7}",
            })
    void namesOfPeopleGoAndTheRestStays(String line, String expected) {
        String rewritten = rewritten(line);

        assertThat(rewritten.replaceAll("pseudonym:[0-9a-f]{32}", "P")).isEqualTo(expected);
    }

    @Test
    void certificatesOfPeopleAreNotKnownBySerialNumberOrByTheIssuerOfTheirProxies() {
        String rewritten = rewritten("{\"subject\":{\"chain\":{\"limited\":false,\"certificates\":["
                + "{\"issuer\":\"/C=XX/CN=Alice\",\"serial\":\"1f\",\"endEntity\":false},"
                + "{\"issuer\":\"/C=XX/CN=CA\",\"serial\":\"2e\",\"endEntity\":true}]}}}");

        assertThat(rewritten.replaceAll("[0-9a-f]{32}", "H"))
                .isEqualTo("{\"subject\":{\"chain\":{\"limited\":false,\"certificates\":["
                        + "{\"issuer\":\"/CN=pseudonym:H\",\"serial\":\"H\",\"endEntity\":false},"
                        + "{\"issuer\":\"/C=XX/CN=CA\",\"serial\":\"H\",\"endEntity\":true}]}}}");
    }

    @Test
    void oneNameHasOnePseudonymInAYearAndAnotherInTheNext() throws IOException {
        Path log = directory.resolve("audit.jsonl");
        String line = "{\"subject\":{\"dn\":\"/CN=Alice\"},\"pilot\":{\"dn\":\"/CN=Alice\"}}";

        String again = new String(
                new PseudonymousLine(Pseudonyms.in(log, NOW))
                        .of(line.getBytes(UTF_8))
                        .orElseThrow(),
                UTF_8);
        String later = new String(
                new PseudonymousLine(Pseudonyms.in(log, NOW.plusSeconds(90L * 86_400)))
                        .of(line.getBytes(UTF_8))
                        .orElseThrow(),
                UTF_8);

        assertThat(again).isEqualTo(rewritten(line)).matches(".*(pseudonym:[0-9a-f]{32}).*\\1.*");
        assertThat(later).isNotEqualTo(again);
    }

    @Test
    void whatIsNoRecordIsLeftOut() {
        assertThat(names.of("{\"v\":2,\"subject\":{\"dn\":\"/CN=Al".getBytes(UTF_8)))
                .isEmpty();
        assertThat(names.of("CN=Alice".getBytes(UTF_8))).isEmpty();
    }

    /** Of questions of every shape: still a record, of the same decision, and nobody's name in it. */
    @Test
    void recordIsStillReadAndNamesNobody() {
        RandomQuestions questions = new RandomQuestions(3);
        for (int i = 0; i < 500; i++) {
            AuthzRequest asked = questions.next();
            byte[] line = AuditLine.of(Records.permitted(directory, asked), Records.WRITTEN);

            List<PastAnswer> read = new ArrayList<>();
            byte[] rewritten = names.of(line).orElseThrow();
            LineReader.Outcome outcome = new LineReader(Span.EVER).read(rewritten, 0, rewritten.length, read::add);

            assertThat(outcome).isEqualTo(LineReader.Outcome.DONE);
            PastDecision past = (PastDecision) read.get(0);
            assertThat(past.request().subject().fqans())
                    .isEqualTo(asked.subject().fqans());
            assertThat(past.answer()).isInstanceOf(Decision.Permit.class);
            assertThat(past.id()).isNotEqualTo(Records.CONTEXT.callId());
            assertThat(peopleIn(past)).allSatisfy(dn -> assertThat(dn.value()).startsWith("/CN=pseudonym:"));
        }
    }

    private static List<Dn> peopleIn(PastDecision past) {
        List<Dn> people =
                new ArrayList<>(List.of(past.pep(), past.request().subject().dn()));
        past.request().pilotJob().pilot().ifPresent(pilot -> people.add(pilot.dn()));
        past.request().subject().credential().traits().certificates().stream()
                .filter(certificate -> !certificate.endEntity())
                .map(ChainTraits.Issued::issuer)
                .forEach(people::add);
        return people;
    }

    private String rewritten(String line) {
        return new String(names.of(line.getBytes(UTF_8)).orElseThrow(), UTF_8);
    }
}
