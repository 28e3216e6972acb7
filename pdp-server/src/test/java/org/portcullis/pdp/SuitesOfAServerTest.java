package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.cli.Portcullis;

/** {@code policy test --server} asks a real server over its own protocol. */
class SuitesOfAServerTest {
    private static final String SUITE = """
            suite: of a server
            fixtures: {ann: {dn: /DC=org/DC=example/CN=UA1, fqans: [/atlas]}}
            tests:
              - name: let in
                when: {subject: ann, resource: wn, action: execute-now, hosts: [wn1.example.org]}
                then: {decision: Permit, rule: not told, obligations: [{id: uidgid, uid: "~[0-9]+"}, {id: username, user: "~atlas.*"}]}
              - name: not let in
                when: {subject: {dn: /DC=org/DC=example/CN=UA1, fqans: [/zeus]}, resource: wn, action: execute-now, hosts: [wn1.example.org]}
                then: {decision: Deny}
              - name: expected otherwise
                when: {subject: ann, resource: wn, action: queue, hosts: [wn1.example.org]}
                then: {decision: Permit}
              - name: of another time
                given: {now: 2009-10-01T12:00:00Z}
                when: {subject: ann, resource: wn, action: execute-now}
                then: {decision: Permit}
              - name: with a chain
                when: {subject: {dn: /CN=a, chain: {limited: true}}, resource: wn, action: execute-now}
                then: {decision: Deny}
            """;

    @TempDir
    private Path directory;

    @Test
    void itsAnswersAreComparedAndWhatCannotBeAskedIsSkippedWithTheReason() {
        TestSite site = TestSite.in(directory).write("s_test.yaml", SUITE);
        site.pep().writeCertificate(site.file("pep.pem"));
        site.pep().writeKey(site.file("pep.key"));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int exitCode;
        try (PdpServer server = site.start()) {
            exitCode = run(site, "https://localhost:" + server.port(), out, err);
        }

        assertThat(out.toString())
                .contains(
                        "2 passed, 1 failed, 2 skipped",
                        "decision: expected `Permit` but was `Deny`",
                        "a server has its own time, bans, accounts and data",
                        "a server does not believe chains and tokens that were made up");
        assertThat(err.toString()).isEmpty();
        assertThat(exitCode).isEqualTo(4);
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() {
        TestSite site = TestSite.in(directory).write("s_test.yaml", SUITE);
        site.pep().writeCertificate(site.file("pep.pem"));
        site.pep().writeKey(site.file("pep.key"));
        StringWriter err = new StringWriter();

        assertThat(run(site, "https://localhost:1", new StringWriter(), err)).isEqualTo(6);
        assertThat(err.toString()).startsWith("no server could answer: ");
    }

    private static int run(TestSite site, String server, StringWriter out, StringWriter err) {
        return Portcullis.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        "policy",
                        "test",
                        site.file("s_test.yaml").toString(),
                        "--server",
                        server,
                        "--cert",
                        site.file("pep.pem").toString(),
                        "--key",
                        site.file("pep.key").toString(),
                        "--ca-dir",
                        site.file("pki/certificates").toString());
    }
}
