package org.portcullis.load.crowd;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.portcullis.client.QueryEncoder;
import org.portcullis.client.Question;
import org.portcullis.client.credential.CertificateChain;
import org.portcullis.load.run.RequestTemplate;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;

/** What a gatekeeper asks about people: may they run a job on a worker node; or, off topic, may they queue at a broker. */
public enum Questions {
    /** Names and FQANs, which the server has to believe. */
    ATTRIBUTES,
    /** Certificate chains of proxies with VOMS attributes, which it has to verify. */
    CHAINS;

    private static final String HOST = "wn1.example.org";

    /** The questions about the users of a world; for {@link #ATTRIBUTES} it need not be there. */
    public Crowd about(CrowdPlan plan, CrowdWorld world) {
        return new Crowd(plan, asked -> template(question(asked, world)));
    }

    private Question question(Crowd.Asked asked, CrowdWorld world) {
        Subject subject = this == CHAINS ? proven(asked, world) : named(asked);
        return asked.offTopic()
                ? Question.of(subject, ResourceType.RB, HOST, ActionType.QUEUE)
                : Question.of(subject, ResourceType.WN, HOST, ActionType.EXECUTE_NOW);
    }

    private static Subject named(Crowd.Asked asked) {
        return new Subject(
                CrowdWorld.nameOf(asked.vo(), asked.number()),
                List.of(new Fqan("/" + asked.vo())),
                Set.of(),
                new Credential.Bare(),
                Set.of());
    }

    private static Subject proven(Crowd.Asked asked, CrowdWorld world) {
        try {
            return CertificateChain.ofFile(world.proxyFile(asked.vo(), asked.number()))
                    .asSubject();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + "; make the users with `portcullis-load pki --profile crowd`", e);
        }
    }

    private static RequestTemplate template(Question question) {
        String message =
                new String(QueryEncoder.encode(question, RequestTemplate.ID, Instant.EPOCH), StandardCharsets.UTF_8);
        return new RequestTemplate(message.replace(
                "IssueInstant=\"" + Instant.EPOCH + "\"", "IssueInstant=\"" + RequestTemplate.NOW + "\""));
    }
}
