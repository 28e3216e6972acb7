package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose account work gets where the PEP cannot switch identity, and what the audit log says about that. */
class PilotAccountTest {
    private static final String ALICE = "/C=XX/O=Grid/CN=Alice";
    private static final String PILOT = "/C=XX/O=Grid/CN=Pilot";

    @TempDir
    private Path directory;

    private TestSite site;

    @BeforeEach
    void thePepCannotSwitchIdentity() {
        site = TestSite.in(directory)
                .write(
                        "etc/policy/data/peps.yaml",
                        "peps:\n  - {dn: /C=XX/O=Grid/CN=pep1.example.org, capability: logging-only}\n")
                .write(
                        "etc/policy/data/frameworks.yaml",
                        "frameworks:\n  atlas: {traceability: attested, contact: atlas@example.org,"
                                + " reviewed: 2009-11-01, valid-until: 9999-12-31}\n");
    }

    @Test
    void underJspgTheWorkIsDenied() throws IOException {
        Exchange.Reply reply = ask(ALICE, "/atlas");

        assertThat(reply.decision()).isEqualTo("Deny");
        assertThat(lastAuditLine())
                .contains("\"reason\":\"identity-switch-required\"")
                .contains("\"regime\":\"jspg\",\"responsible\":\"\"");
    }

    @Test
    void whileSwitchingIsSuspendedTheWorkGetsTheAccountOfThePilot() throws IOException {
        suspendIdentitySwitching();

        Exchange.Reply reply = ask(ALICE, "/atlas");

        assertThat(reply.decision()).isEqualTo("Permit");
        assertThat(reply.user()).isEqualTo("atlasplt001");
        assertThat(lastAuditLine())
                .contains("\"subject\":{\"dn\":\"" + ALICE + "\"", "\"rule\":\"permitted/R24-")
                .contains(
                        "\"regime\":\"interim\",\"responsible\":\"pilot-owner,vo\",\"identitySource\":\"presented\","
                                + "\"reauthBy\":\"+10000-01-01T00:00:00Z\",\"ttlSeconds\":60,\"warnings\":[],\"seq\":1,\"chain\":");
    }

    @Test
    void twoPayloadsOfOnePilotShareItsAccount() throws IOException {
        suspendIdentitySwitching();

        try (PdpServer server = site.start()) {
            Exchange exchange = site.asPep(server);
            String first = exchange.post(Questions.payload(ALICE, "/atlas", PILOT, "/atlas/Role=pilot"))
                    .user();
            String second = exchange.post(
                            Questions.payload("/C=XX/O=Grid/CN=Bob", "/atlas", PILOT, "/atlas/Role=pilot"))
                    .user();

            assertThat(List.of(first, second)).containsOnly("atlasplt001");
        }
    }

    @Test
    void workThatItsOwnerBringsKeepsTheAccountOfItsOwner() throws IOException {
        suspendIdentitySwitching();

        Exchange.Reply reply = ask(PILOT, "/atlas");

        assertThat(reply.user()).isEqualTo("atlas001");
        assertThat(lastAuditLine()).contains("\"regime\":\"interim\",\"responsible\":\"user\"");
    }

    @Test
    void workThatNobodyIsNamedForGetsTheAccountOfThePilot() throws IOException {
        suspendIdentitySwitching();

        Exchange.Reply reply = ask(Questions.silent(PILOT, "/atlas/Role=pilot"));

        assertThat(reply.user()).isEqualTo("atlasplt001");
        assertThat(lastAuditLine())
                .contains("\"subject\":{\"dn\":\"" + PILOT + "\"", "\"identitySource\":\"unattributed\"");
    }

    @Test
    void underJspgNobodyRunsUnnamedWork() throws IOException {
        Exchange.Reply reply = ask(Questions.silent(PILOT, "/atlas/Role=pilot"));

        assertThat(reply.decision()).isEqualTo("Deny");
        assertThat(lastAuditLine()).contains("\"reason\":\"payload-identity-missing\"");
    }

    @Test
    void aBanDecidesBeforeAnyRegime() throws IOException {
        suspendIdentitySwitching();
        site.write("etc/bans.txt", "dn:" + ALICE + "\n");

        Exchange.Reply reply = ask(ALICE, "/atlas");

        assertThat(reply.decision()).isEqualTo("Deny");
        assertThat(lastAuditLine())
                .contains("\"reason\":\"banned-subject\"")
                .contains("\"regime\":\"\",\"responsible\":\"\",\"identitySource\":\"\",\"reauthBy\":\"\","
                        + "\"ttlSeconds\":0,\"warnings\":[],\"seq\":1,\"chain\":");
    }

    private void suspendIdentitySwitching() {
        site.write(
                "etc/policy/data/regimes.yaml",
                "regimes:\n  - {id: interim, valid-from: 2009-11-24, valid-until: 9999-12-31,"
                        + " suspends: [identity-switching], opted-in: true}\n");
    }

    private Exchange.Reply ask(String dn, String fqan) throws IOException {
        return ask(Questions.payload(dn, fqan, PILOT, "/atlas/Role=pilot"));
    }

    private Exchange.Reply ask(String question) throws IOException {
        try (PdpServer server = site.start()) {
            return site.asPep(server).post(question);
        }
    }

    private String lastAuditLine() {
        List<String> lines = site.auditLines();
        return lines.get(lines.size() - 1);
    }
}
