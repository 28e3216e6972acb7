package org.portcullis.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.client.cli.WnCommand.ask;
import static org.portcullis.client.cli.WnCommand.decide;
import static org.portcullis.client.cli.WnCommand.file;
import static org.portcullis.client.cli.WnCommand.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.client.Answers;
import org.portcullis.client.FakePdp;
import org.portcullis.client.cli.WnCommand.Ran;

class PortcullisWnTest {
    private static final String AZ = "http://authz-interop.org/xacml/";

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({
        "permit-all, 0",
        "deny, 3",
        "not-applicable, 4",
        "indeterminate-syntax-error, 5",
        "indeterminate-processing-error, 5",
        "permit-unknown-beside, 5",
        "saml-responder, 5",
        "saml-request-denied, 7",
        "saml-requester, 5",
        "fault-client, 5",
        "fault-server, 6",
        "html, 6"
    })
    void theExitCodeSaysWhatHappened(String answer, int exitCode) throws Exception {
        try (FakePdp pdp = FakePdp.answering(answer)) {
            assertThat(decide(pdp).exitCode()).isEqualTo(exitCode);
        }
    }

    static List<Answers.Expected> hostile() {
        return Answers.expected().stream()
                .filter(row -> row.name().matches("U\\d.*"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostileAnswerGivesNoAccount(Answers.Expected row) throws Exception {
        try (FakePdp pdp = FakePdp.answering(row.name())) {
            Ran ran = decide(pdp, "-o", "json");

            assertThat(ran.exitCode()).isIn(5, 6);
            assertThat(ran.out()).doesNotContain("uid", "Permit");
            assertThat(ran.err()).isNotBlank().doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void anOverloadedServerIsWorthAnotherTry() throws Exception {
        try (FakePdp pdp =
                FakePdp.start("host", (server, out, id) -> out.write(FakePdp.http("503 Busy", new byte[0])))) {
            assertThat(decide(pdp).exitCode()).isEqualTo(75);
        }
    }

    @Test
    void textIsForPeople() throws Exception {
        try (FakePdp pdp = FakePdp.answering("permit-all")) {
            assertThat(decide(pdp))
                    .isEqualTo(new Ran(0, "Permit uid=40001 gid=3100 groups=3100,3101,3102 user=atlas001\n", ""));
        }
    }

    @Test
    void jsonIsOneObject() throws Exception {
        try (FakePdp permit = FakePdp.answering("permit-all");
                FakePdp deny = FakePdp.answering("deny")) {
            assertThat(decide(permit, "-o", "json").out())
                    .isEqualTo("{\"decision\":\"Permit\",\"uid\":40001,\"gid\":3100,"
                            + "\"groups\":[3100,3101,3102],\"user\":\"atlas001\"}\n");
            assertThat(decide(deny, "-o", "json").out()).isEqualTo("{\"decision\":\"Deny\"}\n");
        }
    }

    @Test
    void envIsReadyForEvalAndLeavesNothingOverFromBefore() throws Exception {
        try (FakePdp permit = FakePdp.answering("permit-all");
                FakePdp deny = FakePdp.answering("deny")) {
            assertThat(decide(permit, "-o", "env").out().lines())
                    .containsExactly(
                            "PC_DECISION=Permit",
                            "PC_UID=40001",
                            "PC_GID=3100",
                            "PC_GROUPS=3100,3101,3102",
                            "PC_USER=atlas001");
            assertThat(decide(deny, "-o", "env").out().lines())
                    .containsExactly("PC_DECISION=Deny", "PC_UID=", "PC_GID=", "PC_GROUPS=", "PC_USER=");
        }
    }

    @Test
    void scriptsForPepcliFindWhatTheyLookFor() throws Exception {
        try (FakePdp permit = FakePdp.answering("permit-all");
                FakePdp deny = FakePdp.answering("deny")) {
            Ran permitted = decide(permit, "-o", "pepcli");
            Ran denied = decide(deny, "-o", "pepcli", "--exit-code=pepcli");

            assertThat(permitted.out()).startsWith("Resource: wn\nDecision: Permit\nUsername: atlas001\n");
            assertThat(denied.out()).isEqualTo("Resource: wn\nDecision: Deny\n");
            assertThat(denied.exitCode()).isZero();
        }
    }

    @Test
    void withoutAnAnswerNothingIsPrinted() throws Exception {
        try (FakePdp pdp = FakePdp.answering("html")) {
            Ran ran = decide(pdp, "-o", "env", "--exit-code=pepcli");

            assertThat(ran.exitCode()).isEqualTo(6);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).startsWith("no server could answer: 127.0.0.1:");
        }
    }

    @Test
    void thePayloadIsTheSubjectAndWeAreThePilot() throws Exception {
        try (FakePdp pdp = FakePdp.answering("deny")) {
            decide(pdp);

            assertThat(pdp.queries().get(0))
                    .contains(attribute(
                            "subject/subject-x509-id", "/DC=org/DC=example/O=Müller &amp; &lt;Söhne&gt;/CN=Alice"))
                    .contains(attribute("subject/voms-primary-fqan", "/atlas/Role=production/Capability=NULL"))
                    .contains(attribute("environment/pilot-job/subject-x509-id", "/DC=org/DC=example/CN=Bob"))
                    .contains(attribute("environment/pilot-job/voms-primary-fqan", "/atlas/Role=pilot/Capability=NULL"))
                    .contains(AZ + "subject/cert-chain", AZ + "resource/resource-type/wn")
                    .contains(AZ + "action/action-type/execute-now");
        }
    }

    @Test
    void aTokenIsReadFromAFileThatNobodyElseMayRead() throws Exception {
        String token = "e30.eyJpc3MiOiJodHRwczovL2kub3JnIiwic3ViIjoiYSJ9.x";
        Path mine = Files.writeString(home.resolve("mine"), token + "\n");
        Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("r--------"));
        Path open = Files.writeString(home.resolve("open"), token);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("r--r--r--"));
        Path other = Files.writeString(home.resolve("other"), "no token");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("r--------"));
        try (FakePdp pdp = FakePdp.answering("deny")) {
            Ran ran = ask(pdp, "--proxy", file("bob.proxy"), "--token-file", mine.toString(), "-o", "json");
            Ran refused = ask(pdp, "--proxy", file("bob.proxy"), "--token-file", open.toString());
            Ran wrong = ask(pdp, "--proxy", file("bob.proxy"), "--token-file", other.toString());

            assertThat(pdp.queries()).hasSize(1);
            assertThat(pdp.queries().get(0))
                    .contains("urn:portcullis:subject:bearer-token", token)
                    .contains(attribute("subject/subject-x509-id", "/iss=https:%2F%2Fi.org/sub=a"))
                    .contains(attribute("environment/pilot-job/subject-x509-id", "/DC=org/DC=example/CN=Bob"));
            assertThat(ran.out() + ran.err()).doesNotContain(token);
            assertThat(refused.err()).contains("run chmod 0400");
            assertThat(wrong.err()).contains("holds no signed token");
        }
    }

    @Test
    void withoutAPayloadWeAskForOurselves() throws Exception {
        try (FakePdp pdp = FakePdp.answering("deny")) {
            ask(pdp, "--proxy", file("bob.proxy"));

            assertThat(pdp.queries().get(0))
                    .contains(attribute("subject/subject-x509-id", "/DC=org/DC=example/CN=Bob"))
                    .doesNotContain("pilot-job");
        }
    }

    @Test
    void aHostMayAskAboutNames() throws Exception {
        try (FakePdp pdp = FakePdp.answering("deny")) {
            ask(
                    pdp,
                    "--cert",
                    file("host.pem"),
                    "--key",
                    file("host.key"),
                    "--dn",
                    "CN=Carol,O=Grid",
                    "--fqan",
                    "/cms/uscms",
                    "--fqan",
                    "/cms",
                    "--pilot-dn",
                    "/CN=Dave",
                    "--pilot-fqan",
                    "/cms/Role=pilot",
                    "--resource",
                    "ce",
                    "--action",
                    "queue",
                    "--require-local-user");

            assertThat(pdp.queries().get(0))
                    .contains(attribute("subject/subject-x509-id", "/O=Grid/CN=Carol"))
                    .contains(attribute("subject/voms-primary-fqan", "/cms/uscms/Role=NULL/Capability=NULL"))
                    .contains(attribute("environment/pilot-job/subject-x509-id", "/CN=Dave"))
                    .contains(attribute("resource/dns-host-name", "wn1.example.org"))
                    .contains(AZ + "resource/resource-type/ce", AZ + "action/action-type/queue")
                    .doesNotContain("cert-chain");
        }
    }

    @Test
    void theProxyIsFoundInTheEnvironment() throws Exception {
        try (FakePdp pdp = FakePdp.answering("deny")) {
            Ran ran = run(
                    Map.of("X509_USER_PROXY", file("bob.proxy")),
                    "decide",
                    "-s",
                    pdp.hostAndPort(),
                    "--ca-file",
                    file("ca.pem"),
                    "--host",
                    "wn1");

            assertThat(ran.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void aLocalUserWithAnotherUidIsRefused() throws Exception {
        Path passwd = Files.writeString(home.resolve("passwd"), "atlas001:x:7:7::/:/bin/sh\n");
        try (FakePdp pdp = FakePdp.answering("permit-all")) {
            Ran ran = decide(pdp, "--passwd", passwd.toString());

            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.err()).contains("user `atlas001` has uid 7 here, not 40001");
        }
    }

    @Test
    void onRequestAUserThatIsNotLocalIsRefused() throws Exception {
        try (FakePdp pdp = FakePdp.answering("permit-all")) {
            assertThat(decide(pdp, "--require-local-user").exitCode()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decide",
                "decide -s http://a",
                "decide -s a --timeout 5",
                "decide -s a --timeout 0s",
                "decide -s a --key k.pem",
                "decide -s ,",
                "decide -s a --resource cpu",
                "decide -s a --action run",
                "decide -s a --dn nonsense",
                "decide -s a --fqan /atlas",
                "decide -s a --dn /CN=x --payload-proxy f",
                "decide -s a --dn /CN=x --token-file f",
                "decide -s a --pilot-fqan /atlas",
                "decide -s a --connect-as host",
                "decide -s a -o xml",
                "decide -s a --proxy none.pem",
                "decide -s a --nonsense",
                "deci",
                "ping",
                ""
            })
    void wrongUsageIsExplainedInOneGo(String line) {
        Ran ran = run(Map.of(), line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isNotBlank().doesNotContain("Exception", "\tat ");
    }

    @Test
    void pingNamesEachServer() throws Exception {
        try (FakePdp pdp = FakePdp.answering("deny");
                FakePdp other = FakePdp.start("other-host", (server, out, id) -> {})) {
            String[] common = {"--proxy", file("bob.proxy"), "--ca-dir", file("cas")};

            Ran good = run(Map.of(), WnCommand.with(common, "ping", "-s", pdp.hostAndPort()));
            Ran mixed =
                    run(Map.of(), WnCommand.with(common, "ping", "-s", pdp.hostAndPort() + "," + other.hostAndPort()));

            assertThat(good.exitCode()).isZero();
            assertThat(good.out()).matches("127\\.0\\.0\\.1:\\d+  ok  \\d+ ms  TLSv1\\.3\n");
            assertThat(mixed.exitCode()).isEqualTo(6);
            assertThat(mixed.out().lines()).hasSize(2).anyMatch(line -> line.contains("failed"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version"})
    void theVersionIsThatOfTheBuild(String line) {
        Ran ran = run(Map.of(), line.split(" "));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).matches("portcullis-wn \\d.*\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "decide --help", "ping -h"})
    void helpHasAnExample(String line) {
        Ran ran = run(Map.of(), line.split(" "));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("Example").doesNotContain("\u001b");
    }

    @Test
    void theCommandRunsAsAProcess() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PortcullisWn.class.getName(),
                        "version")
                .start();

        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(out).startsWith("portcullis-wn ");
    }

    private static String attribute(String id, String value) {
        return "AttributeId=\"" + AZ + id + "\" DataType=\"http://www.w3.org/2001/XMLSchema#string\">"
                + "<c:AttributeValue>" + value + "</c:AttributeValue>";
    }
}
