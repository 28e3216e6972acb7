package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Group G of the catalogue: what becomes of maps and pools under a running server. */
class MapFilesUnderFireTest {
    private static final Path CATALOGUE = Path.of("src/test/resources/badinputs/map");
    private static final String ALICE = "/C=XX/O=Grid/CN=Alice";
    private static final String BOB = "/C=XX/O=Grid/CN=Bob";
    private static final String PASSWD = "etc/passwd";
    private static final String ACCOUNTS = "etc/accounts.map";

    @TempDir
    private Path directory;

    private TestSite site;

    @BeforeEach
    void makeSite() {
        site = TestSite.in(directory);
    }

    private String user(PdpServer server, String dn, String fqan) throws IOException {
        return site.asPep(server).post(Questions.direct(dn, fqan)).user();
    }

    private String decision(PdpServer server, String dn) throws IOException {
        return site.asPep(server).post(Questions.direct(dn, "/atlas")).decision();
    }

    private static boolean alarm(PdpServer server) throws IOException {
        return metrics(server).contains("portcullis_config_last_reload_success 0.0");
    }

    private static String metrics(PdpServer server) throws IOException {
        URI page = URI.create("http://localhost:" + server.healthPort() + "/metrics");
        try (var body = page.toURL().openStream()) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }

    private void requireRefusedAndServing(PdpServer server) throws IOException {
        assertThat(server.reload().success()).isFalse();
        assertThat(alarm(server)).isTrue();
        assertThat(user(server, ALICE, "/atlas")).isEqualTo("atlas001");
        assertThat(decision(server, BOB)).isEqualTo("Permit");
    }

    /** G01, G02, G03, G05. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "G01_noquotes, etc/accounts.map",
        "G01_onequote, etc/accounts.map",
        "G01_shell,    etc/accounts.map",
        "G02_nopool,   etc/accounts.map",
        "G03_overlap,  etc/accounts.map",
        "G05_groupmap, etc/groups.map"
    })
    void badMapIsRefusedAndTheLastGoodOneServes(String bad, String file) throws IOException {
        try (PdpServer server = site.start()) {
            assertThat(user(server, ALICE, "/atlas")).isEqualTo("atlas001");
            site.write(file, Files.readString(CATALOGUE.resolve(bad)));

            requireRefusedAndServing(server);
        }
    }

    /** G01 to G05, where the maps are those of LCMAPS: lines without quotes are right there. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "G01_onequote, etc/accounts.map",
        "G01_shell,    etc/accounts.map",
        "G02_nopool,   etc/accounts.map",
        "G03_overlap,  etc/accounts.map",
        "G05_groupmap, etc/groups.map"
    })
    void badMapOfLcmapsIsRefusedToo(String bad, String file) throws IOException {
        useLcmaps();
        try (PdpServer server = site.start()) {
            assertThat(user(server, ALICE, "/atlas")).isEqualTo("atlas001");
            site.write(file, Files.readString(CATALOGUE.resolve(bad)));

            requireRefusedAndServing(server);
        }
    }

    private void useLcmaps() {
        site.replace("etc/portcullis.yaml", "mapping:\n", "mapping:\n  dialect: lcmaps\n");
    }

    /** G02: an account that is named but that passwd does not list. */
    @Test
    void accountThatPasswdDoesNotListIsRefused() throws IOException {
        try (PdpServer server = site.start()) {
            assertThat(user(server, ALICE, "/atlas")).isEqualTo("atlas001");
            site.write(ACCOUNTS, "\"" + ALICE + "\" nosuch\n");

            requireRefusedAndServing(server);
        }
    }

    /** G04. */
    @Test
    void poolAccountWithASystemIdIsRefused() throws IOException {
        try (PdpServer server = site.start()) {
            assertThat(user(server, ALICE, "/atlas")).isEqualTo("atlas001");
            site.write(PASSWD, Files.readString(CATALOGUE.resolve("G04_uid0.passwd")));

            requireRefusedAndServing(server);
        }
    }

    /** G06; the records say what the PEP was told, which those of Argus do not. */
    @Test
    void exhaustedPoolIsADenyThatIsRecordedAndNoAccountIsShared() throws IOException {
        site.write(PASSWD, """
                atlas001:x:40001:3100::/:/bin/sh
                atlas002:x:40002:3100::/:/bin/sh
                """).write(ACCOUNTS, "\"/atlas/*\" .atlas\n");
        Set<String> users = new HashSet<>();
        try (PdpServer server = site.start()) {
            users.add(user(server, ALICE, "/atlas"));
            assertThat(metrics(server)).contains("portcullis_lease_pool_nearly_full{pool=\"atlas\"} 0.0");
            users.add(user(server, BOB, "/atlas"));
            assertThat(metrics(server)).contains("portcullis_lease_pool_nearly_full{pool=\"atlas\"} 1.0");

            assertThat(decision(server, "/C=XX/O=Grid/CN=Carol")).isEqualTo("Deny");
        }

        assertThat(users).containsExactlyInAnyOrder("atlas001", "atlas002");
        assertThat(site.auditLines().get(2)).contains("\"decision\":\"Deny\"", "mapping-exhausted");
    }

    /** G07. */
    @Test
    void namesThatDifferInCaseOnlyAreTwoPeopleWithTwoAccounts() throws IOException {
        try (PdpServer server = site.start()) {
            assertThat(user(server, ALICE, "/atlas")).isEqualTo("atlas001");
            assertThat(user(server, "/C=XX/O=Grid/CN=alice", "/atlas")).isEqualTo("atlas002");
            assertThat(user(server, ALICE, "/atlas")).isEqualTo("atlas001");
        }
    }

    /** G08: as the catalogue makes it, `atlas000` has two holders, one link is stale, one file is foreign. */
    @Test
    void gridmapdirThatContradictsItselfServesNobodyWrongly() throws IOException {
        Path shared = Files.createDirectory(directory.resolve("gridmapdir"));
        for (String name :
                new String[] {"atlas000", "atlas001", "atlas002", "%2fc%3dxx%2fcn%3dstale:atlas", "README"}) {
            Files.createFile(shared.resolve(name));
        }
        Files.createLink(shared.resolve("%2fc%3dxx%2fo%3dgrid%2fcn%3dalice:atlas"), shared.resolve("atlas000"));
        Files.createLink(shared.resolve("%2fc%3dxx%2fo%3dgrid%2fcn%3dvictim:atlas"), shared.resolve("atlas000"));
        site.replace(
                "etc/portcullis.yaml",
                "mapping:\n",
                "mapping:\n  leases: {store: gridmapdir, gridmapdir: " + "{directory: " + shared + "}}\n");
        site.write(PASSWD, "atlas000:x:40000:3100::/:/bin/sh\n" + site.read(PASSWD));

        try (PdpServer server = site.start()) {
            assertThat(decision(server, ALICE)).isNotEqualTo("Permit");
            assertThat(decision(server, "/C=XX/O=Grid/CN=Victim")).isNotEqualTo("Permit");
            assertThat(user(server, BOB, "/atlas")).isEqualTo("atlas001");
            assertThat(user(server, "/C=XX/CN=Stale", "/atlas")).isEqualTo("atlas002");
        }
    }

    /** G09. */
    @Test
    void onePersonInTwoPrimaryGroupsHasTwoAccountsAlsoAfterARestart() throws IOException {
        Set<String> before = new HashSet<>();
        try (PdpServer server = site.start()) {
            before.add(user(server, ALICE, "/atlas"));
            before.add(user(server, ALICE, "/atlas/Role=production"));
        }
        try (PdpServer server = site.start()) {
            assertThat(before)
                    .hasSize(2)
                    .containsExactlyInAnyOrder(
                            user(server, ALICE, "/atlas"), user(server, ALICE, "/atlas/Role=production"));
        }
    }

    /** G10. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "atlas001:x:40001:, atlas001:x:49999:, has uid 49999 now",
        "atlas001:x:, gone001:x:, is not known any more"
    })
    void accountUnderALeaseStaysWhatItIs(String entry, String changed, String problem) throws IOException {
        String good = site.read(PASSWD);
        try (PdpServer server = site.start()) {
            assertThat(user(server, ALICE, "/atlas")).isEqualTo("atlas001");
            site.replace(PASSWD, entry, changed);

            assertThat(server.reload().problems()).singleElement().asString().contains("`atlas001`", problem);
            requireRefusedAndServing(server);

            site.write(PASSWD, good);
            assertThat(server.reload().success()).isTrue();
        }
    }

    @Test
    void accountThatNobodyHoldsMayChange() throws IOException {
        try (PdpServer server = site.start()) {
            assertThat(user(server, ALICE, "/atlas")).isEqualTo("atlas001");
            site.replace(PASSWD, "atlas002:x:40002:", "atlas002:x:49999:");

            assertThat(server.reload().success()).isTrue();
        }
    }

    /** Q04: no lease is asked for, since no such name is a DN. */
    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"\u0000", "&#0;", "\u0085", "\\x00", "&#xD800;"})
    void namesThatNoDatabaseCouldTakeGetNoAccount(String odd) throws IOException {
        try (PdpServer server = site.start()) {
            assertThat(decision(server, ALICE + odd)).isNotEqualTo("Permit");
            assertThat(user(server, ALICE, "/atlas")).isEqualTo("atlas001");
            assertThat(metrics(server)).contains("portcullis_lease_pool_free{pool=\"atlas\"} 39.0");
        }
    }

    /** Defect 4 of Argus: an account that was added was not seen for days. */
    @Test
    void accountThatIsAddedIsGivenAtOnce() throws IOException {
        site.write(PASSWD, "atlas001:x:40001:3100::/:/bin/sh\n").write(ACCOUNTS, "\"/atlas/*\" .atlas\n");
        try (PdpServer server = site.start()) {
            assertThat(user(server, ALICE, "/atlas")).isEqualTo("atlas001");
            assertThat(decision(server, BOB)).isEqualTo("Deny");
            site.write(PASSWD, site.read(PASSWD) + "atlas002:x:40002:3100::/:/bin/sh\n");

            assertThat(server.reload().success()).isTrue();

            assertThat(user(server, BOB, "/atlas")).isEqualTo("atlas002");
        }
    }

    /** Defect 5 of Argus: after a malformed line the corrected file was never read. */
    @Test
    void correctedMapIsTakenAfterABadOne() throws IOException {
        String good = site.read(ACCOUNTS);
        try (PdpServer server = site.start()) {
            site.write(ACCOUNTS, "\"unbalanced .atlas\n");
            assertThat(server.reload().success()).isFalse();
            site.write(ACCOUNTS, good.replace("\"/atlas/*\" .atlas", "\"/atlas/*\" .cms"));

            assertThat(server.reload().success()).isTrue();

            assertThat(user(server, ALICE, "/atlas")).isEqualTo("cms001");
        }
    }

    /** Defect 7 of Argus: the record of a mapping that failed said Permit. */
    @Test
    void recordOfAMappingThatFailsSaysSo() throws IOException {
        site.write(ACCOUNTS, "");
        try (PdpServer server = site.start()) {
            assertThat(decision(server, ALICE)).isEqualTo("Deny");
        }

        assertThat(site.auditLines())
                .singleElement()
                .asString()
                .contains("\"decision\":\"Deny\"", "mapping-none")
                .doesNotContain("Permit");
    }

    @Test
    void serverOfLcmapsMapsGivesTheAccountsOfLcmaps() throws IOException {
        useLcmaps();
        site.write(ACCOUNTS, "\"/atlas/Role=production/Capability=NULL\" .atlasprd # production\n\"/atlas*\" .atlas\n");
        try (PdpServer server = site.start()) {
            assertThat(user(server, ALICE, "/atlas/Role=production")).isEqualTo("atlasprd001");
            assertThat(user(server, ALICE, "/atlas/nl")).isEqualTo("atlas001");
        }
    }
}
