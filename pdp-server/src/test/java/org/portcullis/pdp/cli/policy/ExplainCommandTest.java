package org.portcullis.pdp.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.pdp.cli.policy.TestCommandTest.PACK;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    private static final String CALL = "2f1e7a52-9f3c-4d57-8d6e-0c5b7c1f9a10";
    private static final String ON_A_WORKER_NODE =
            "{subject: {dn: /CN=ann, fqans: [/atlas]}, resource: wn, action: queue, now: 2009-10-01T12:00:00Z}";

    @TempDir
    private Path directory;

    @Test
    void aDenyTellsTheRuleTheNearestPermitAndWhatIsMissing() throws Exception {
        Run run = Run.of("policy", "explain", question(ON_A_WORKER_NODE), "--pack", PACK);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("Deny no-policy, asked at 2009-10-01T12:00:00Z by ")
                .contains(
                        " is nearest to a permit (policy/access.xml:",
                        "but for: action:type = execute-now [action:type is queue] (policy/access.xml:",
                        "  + deny root (policy/root.xml:",
                        "    - not-applicable permitted (policy/access.xml:");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aDenyOfADenyRuleTellsWhatWouldHaveToChange() throws Exception {
        String limited = "{subject: {dn: /CN=ann, fqans: [/atlas], chain: {limited: true, leaf: 12h}}, resource: ce,"
                + " action: queue, now: 2009-10-01T12:00:00Z}";

        Run run = Run.of("policy", "explain", question(limited), "--pack", PACK);

        assertThat(run.out())
                .contains(
                        "credential/R20-limited-proxy denies (policy/credential.xml:",
                        "and would not if any of these were not so: action:type = queue (policy/credential.xml:12:79); subject:proxy-limited = true (policy/cred",
                        "permitted/R29-own-work permits (policy/access.xml:");
    }

    @Test
    void everythingIsThereForPrograms() throws Exception {
        Run run = Run.of("policy", "explain", question(ON_A_WORKER_NODE), "--pack", PACK, "-o", "json");

        assertThat(run.out())
                .startsWith("{\"decision\":\"Deny\",\"reason\":\"no-policy\",")
                .contains(
                        "\"nearestMiss\":{\"rule\":\"permitted/",
                        "\"outcome\":\"not-asked\"",
                        "\"actual\":{\"action:type\":[\"queue\"]}");
    }

    @Test
    void bansAndAccountOfTheSiteAreToldAndNoLeaseIsTaken() throws Exception {
        String config = TestCommandTest.site(directory).toString();
        String mine =
                "{subject: {dn: /CN=ann, fqans: [/atlas]}, resource: ce, action: queue, now: 2009-10-01T12:00:00Z}";

        Run permitted = Run.of("policy", "explain", question(mine), "--config", config);
        Run banned = Run.of("policy", "explain", question(mine.replace("/atlas", "/cms")), "--config", config);

        assertThat(permitted.out())
                .startsWith("Permit, asked at ")
                .contains(
                        "1 looked up, none is met",
                        "uidgid uid 50001 gid 5000, username user atlas001; no lease was taken for this");
        assertThat(directory.resolve("leases.db")).doesNotExist();
        assertThat(banned.out()).startsWith("Deny banned-vo, ").contains("1 looked up, vo:cms is in force");
    }

    @Test
    void aDecisionInTheAuditLogIsExplainedByItsCallId() throws Exception {
        String config = TestCommandTest.site(directory).toString();
        Files.writeString(directory.resolve("audit.jsonl"), """
                {"v":1,"callId":"%s","receivedAt":"2009-10-01T12:00:00Z","pepDn":"/CN=pep",\
                "profile":"authz-interop","resource":"ce","action":"queue","decision":"Deny","reason":"vo-not-supported",\
                "subject":{"dn":"/CN=ann",\
                "fqans":["/zeus"]},"resourceId":"http://authz-interop.org/xacml/resource/resource-type/ce",\
                "actionId":"http://authz-interop.org/xacml/action/action-type/queue"}
                """.formatted(CALL));

        Run known = Run.of("policy", "explain", CALL, "--config", config);
        Run unknown = Run.of("policy", "explain", CALL.replace('2', '3'), "--config", config);

        assertThat(known.out()).startsWith("Deny vo-not-supported, asked at 2009-10-01T12:00:00Z by /CN=pep");
        assertThat(known.err()).contains("an older release kept less of this question");
        assertThat(unknown.exitCode()).isEqualTo(3);
        assertThat(unknown.err()).contains("audit.jsonl: no decision of the call `3f1e7a53-");
    }

    @Test
    void anotherPackIsHeldAgainstThisOne() throws Exception {
        Path other = PackCopy.of(Path.of(PACK), directory.resolve("other"));
        PackCopy.replace(other.resolve("policy/access.xml"), ">execute-now<", ">queue<");

        Run same = Run.of("policy", "explain", question(ON_A_WORKER_NODE), "--pack", PACK, "--against", PACK);
        Run differs =
                Run.of("policy", "explain", question(ON_A_WORKER_NODE), "--pack", PACK, "--against", other.toString());

        assertThat(same.out()).contains("pack " + PACK + ": says the same");
        assertThat(differs.out())
                .contains("pack " + other + ": decision `Deny` becomes `Permit`, reason `no-policy` becomes nothing");
    }

    @Test
    void aQuestionThatCannotBeReadIsAFinding() throws Exception {
        String file = question(ON_A_WORKER_NODE.replace("subject", "subjekt"));

        Run run = Run.of("policy", "explain", file, "--pack", PACK);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains(file + ":1:2: unknown key `subjekt`, did you mean `subject`?");
        assertThat(Run.of("policy", "explain", "gone.yaml", "--pack", PACK).exitCode())
                .isEqualTo(3);
    }

    private String question(String text) throws Exception {
        return Files.writeString(directory.resolve("question.yaml"), text).toString();
    }
}
