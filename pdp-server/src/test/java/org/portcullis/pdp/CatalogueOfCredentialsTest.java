package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.KeyType;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.pdp.trust.HostileChains;
import org.slf4j.LoggerFactory;

/**
 * The credentials of the catalogue of hostile inputs at a running server, with RSA and with elliptic keys. The table says what
 * the catalogue wants and what the answer is; where these differ, why.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogueOfCredentialsTest {
    private static final String TABLE = "/trust/credentials.csv";
    private static final Duration BOUND = Duration.ofSeconds(1);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Map<KeyType, HostileCredentials> made = new EnumMap<>(KeyType.class);
    private AdminSite admin;
    private TestSite site;
    private PdpServer server;
    private Path files;
    private TestSite siteOfFiles;
    private PdpServer serverOfFiles;

    @BeforeAll
    void startServers(@TempDir Path directory) throws IOException {
        log.start();
        root().addAppender(log);
        admin = AdminSite.in(directory.resolve("site"));
        site = admin.site();
        Stream.of(KeyType.values()).forEach(type -> made.put(type, new HostileCredentials(site, type)));
        server = site.start();
        files = Files.createDirectory(directory.resolve("files"));
        siteOfFiles = TestSite.in(directory.resolve("site-of-files"));
        if (HostileChains.areHere()) {
            HostileChains.write(files);
            String anchors = files.resolve("certificates").toString();
            siteOfFiles.replace("etc/portcullis.yaml", "../pki/certificates", anchors);
        }
        serverOfFiles = siteOfFiles.start();
    }

    @AfterAll
    void stopServers() {
        server.close();
        serverOfFiles.close();
        root().detachAppender(log);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvFileSource(resources = TABLE, numLinesToSkip = 1)
    void credentialHasTheAnswerOfTheTable(String id, String code, String credential, String decision, String reason)
            throws IOException {
        String expected = reason == null ? decision : decision + " " + reason;

        if (credential.startsWith("file ")) {
            assumeTrue(HostileChains.areHere(), "SKIPPED: no catalogue of hostile inputs beside this repository");
            assertThat(askedAboutFile(credential.substring(5))).isEqualTo(expected);
        } else {
            for (HostileCredentials credentials : made.values()) {
                assertThat(asked(credentials, credential)).isEqualTo(expected);
                assertThat(asked(credentials, "good")).isEqualTo("Permit");
            }
        }
        assertThat(log.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.ERROR));
    }

    /** E08: with any key, of any believed kind, short or long, with and without attributes, and of somebody with a role. */
    @ParameterizedTest
    @EnumSource(KeyType.class)
    void everyProxyIsDeniedOnTheAdminPort(KeyType type) throws IOException {
        Identity officer = site.pki().user("Officer", type);
        Identity full = site.pki().proxy(officer);
        Identity limited = site.pki().proxyDraft(ProxyKind.LIMITED).signedBy(officer);
        Identity member = site.atlasProxy("Member", "/atlas/Role=pilot");

        for (Identity proxy : List.of(full, limited, site.pki().proxy(full), member)) {
            Exchange.Reply reply = admin.door(server, proxy).post(Questions.direct(member.chain()));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body())
                    .contains("status:Requester", "status:RequestDenied")
                    .doesNotContain(">Permit<");
            assertThat(site.auditLines()).last().asString().contains("\"Refused\"", "\"untrusted-pep\"");
            assertThat(admin.get(server, proxy, "/v1/status").status()).isEqualTo(403);
            assertThat(site.auditLines()).last().asString().contains("\"Refused\"", "\"untrusted-pep\"");
        }
        assertThat(admin.get(server, officer, "/v1/status").status()).isEqualTo(200);
    }

    @Test
    void theTableIsCompleteAndExplainsItself() throws IOException {
        List<String[]> rows = rows();

        Set<String> wanted = new TreeSet<>(Set.of("A08", "A09", "D04", "D12", "D18"));
        IntStream.rangeClosed(1, 39).mapToObj(n -> String.format("C%02d", n)).forEach(wanted::add);
        assertThat(rows.stream().map(row -> row[0]).collect(Collectors.toSet())).isEqualTo(wanted);
        assertThat(rows)
                .filteredOn(row -> !row[1].equals("EQ"))
                .allMatch(row -> !row[5].isEmpty() || codes(row[1]).contains(row[3]));
    }

    /** What stands in a table of tests is found by nobody who runs a site. */
    @Test
    void everyExceptionIsExplainedWhereSitesRead() throws IOException {
        String page = Files.readString(Path.of("docs/errors.md"));

        assertThat(rows())
                .filteredOn(row -> !row[1].equals("EQ") && !codes(row[1]).contains(row[3]))
                .isNotEmpty()
                .allMatch(row -> page.contains("\n| " + row[0] + " |"));
    }

    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources" + TABLE)).stream()
                .skip(1)
                .map(row -> row.split(",", 6))
                .toList();
    }

    private static Set<String> codes(String code) {
        return Stream.of(code.split("\\|"))
                .map(one -> one.equals("DN") ? "Deny" : one.equals("EQ") ? "Permit" : "Indeterminate")
                .collect(Collectors.toSet());
    }

    /** What is asked last, after whatever must not have changed the answer. */
    private String asked(HostileCredentials credentials, String names) throws IOException {
        String answer = "";
        for (String name : names.split("; ", -1)) {
            String[] claim = name.split(" as ", -1);
            String question =
                    Questions.credential(credentials.get(claim[0]), claim.length == 1 ? "" : claimed(claim[1]));
            answer = answer(site.asPep(server), site, question);
        }
        return answer;
    }

    private static String claimed(String as) {
        return as.equals("bob")
                ? Questions.claim("/C=XX/O=Grid/CN=Bob", "/atlas")
                : Questions.claim("/C=XX/O=Grid/CN=Alice", "/atlas/Role=admin");
    }

    private String askedAboutFile(String name) throws IOException {
        String chain = Base64.getEncoder().encodeToString(Files.readAllBytes(files.resolve(name + ".pem")));
        Identity pep = Identity.read(files.resolve("host.pem"), files.resolve("host.key"));
        return answer(siteOfFiles.as(pep, serverOfFiles), siteOfFiles, Questions.credential(chain, ""));
    }

    /** Decision and reason, in time: a machine that does something else may take one answer's time, not two. */
    private static String answer(Exchange exchange, TestSite at, String question) throws IOException {
        long started = System.nanoTime();
        Exchange.Reply reply = exchange.post(question);
        if (System.nanoTime() - started > BOUND.toNanos()) {
            started = System.nanoTime();
            reply = exchange.post(question);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(BOUND);
        }
        List<String> lines = at.auditLines();
        String last = lines.get(lines.size() - 1);
        String reason = last.contains("\"reason\":\"") ? last.replaceAll(".*\"reason\":\"([^\"]*)\".*", "$1") : "";
        return (reply.decision() + " " + reason).strip();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }
}
