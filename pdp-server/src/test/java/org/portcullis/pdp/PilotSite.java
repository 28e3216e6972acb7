package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import org.portcullis.client.QueryEncoder;
import org.portcullis.client.Question;
import org.portcullis.client.credential.CertificateChain;
import org.portcullis.load.pki.Identity;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;

/** A site that lets pilots of atlas in, and what those who call with proxies are told there. */
final class PilotSite {
    static final String NOBODY = "RequestDenied";

    private final TestSite site;
    private final Identity pilot;
    private final Identity alice;

    PilotSite(Path directory, String possession) {
        site = TestSite.in(directory);
        site.replace("etc/policy/data/owners.yaml", "enabled: true", "enabled: false");
        site.write("etc/peps.yaml", """
                peps: []
                pilots:
                  fqans: [/atlas/Role=pilot, /cms/Role=pilot]
                  networks: [127.0.0.0/8]
                  proof-of-possession: %s
                """.formatted(possession));
        pilot = site.atlasProxy("Pilot", "/atlas/Role=pilot");
        alice = site.atlasProxy("Alice", "/atlas");
    }

    TestSite files() {
        return site;
    }

    /** Somebody who may bring work of atlas. */
    Identity pilot() {
        return pilot;
    }

    /** Somebody whose work a pilot of atlas may bring. */
    Identity alice() {
        return alice;
    }

    /** The question of a caller about the owner of one chain, who shows the pilot by another, as our own client sends it. */
    static String showing(Identity payload, Identity pilot) {
        try {
            return text(about(payload).broughtBy(new CertificateChain(pilot.chain()).asShownPilot()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The question of a pilot about the owner of a chain; the pilot is called by its name. */
    static String naming(Identity payload, Identity pilot) {
        try {
            return text(about(payload).broughtBy(new CertificateChain(pilot.chain()).asPilot()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Question about(Identity payload) throws GeneralSecurityException {
        Subject subject = new CertificateChain(payload.chain()).asSubject();
        return Question.of(subject, ResourceType.WN, "wn1.example.org", ActionType.EXECUTE_NOW);
    }

    private static String text(Question question) {
        return new String(QueryEncoder.encode(question, "_1", Instant.EPOCH), UTF_8);
    }

    String ask(PdpServer server, Identity caller, String question) throws IOException {
        return askFrom("127.0.0.1", server, caller, question);
    }

    /** {@code Permit} and an account, {@code Deny} and its reason, or that the caller is nobody. */
    String askFrom(String address, PdpServer server, Identity caller, String question) throws IOException {
        Exchange.Reply reply = site.as(caller, server).postFrom(address, question);
        if (reply.body().contains(NOBODY)) {
            return NOBODY;
        }
        List<String> lines = site.auditLines();
        String reason = lines.get(lines.size() - 1).replaceAll(".*\"reason\":\"([^\"]*)\".*", "$1");
        return (reply.decision() + " " + reply.user() + reason).strip();
    }
}
