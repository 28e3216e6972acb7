package org.portcullis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.portcullis.client.credential.CertificateChain;
import org.portcullis.client.xml.StrictXml;
import org.portcullis.client.xml.XmlElement;
import org.portcullis.client.xml.XmlRefusedException;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AttributeId;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.VoName;

class QueryEncoderTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final Dn ALICE = Dn.parse("/DC=org/O=Smith & <Sons>/CN=\"Alice\"");

    private static final Subject SUBJECT = new Subject(
            ALICE,
            List.of(Fqan.parse("/atlas/Role=production"), Fqan.parse("/atlas")),
            Set.of(new VoName("cms")),
            new Credential.Bare(),
            Set.of());
    private static final Question QUESTION =
            Question.of(SUBJECT, ResourceType.WN, "wn1.example.org", ActionType.EXECUTE_NOW);

    @Test
    void theQueryIsAddressedAndDated() throws XmlRefusedException {
        XmlElement query = query(QUESTION);

        assertThat(query.name().getLocalPart()).isEqualTo("XACMLAuthzDecisionQuery");
        assertThat(query.name().getNamespaceURI())
                .isEqualTo("urn:oasis:names:tc:xacml:2.0:profile:saml2.0:v2:schema:protocol");
        assertThat(query.attribute("ID")).isEqualTo("_1f");
        assertThat(query.attribute("Version")).isEqualTo("2.0");
        assertThat(query.attribute("IssueInstant")).isEqualTo("2026-11-22T12:00:00.123Z");
        assertThat(query.attribute("ReturnContext")).isEqualTo("false");
    }

    @Test
    void whatIsAskedArrivesIntact() throws XmlRefusedException {
        XmlElement query = query(QUESTION);

        assertThat(values(query, AttributeId.SUBJECT_X509_ID)).containsExactly(ALICE.value());
        assertThat(values(query, AttributeId.SUBJECT_VO)).containsExactly("atlas", "cms");
        assertThat(values(query, AttributeId.SUBJECT_VOMS_PRIMARY_FQAN))
                .containsExactly("/atlas/Role=production/Capability=NULL");
        assertThat(values(query, AttributeId.SUBJECT_VOMS_FQAN))
                .containsExactly("/atlas/Role=production/Capability=NULL", "/atlas/Role=NULL/Capability=NULL");
        assertThat(values(query, AttributeId.RESOURCE_ID)).containsExactly(ResourceType.WN.resourceId());
        assertThat(values(query, AttributeId.RESOURCE_DNS_HOST_NAME)).containsExactly("wn1.example.org");
        assertThat(values(query, AttributeId.ACTION_ID)).containsExactly(ActionType.EXECUTE_NOW.actionId());
        assertThat(values(query, AttributeId.PEP_OBLIG_SUPPORTED))
                .containsExactlyInAnyOrder(
                        ObligationId.UIDGID.uri(), ObligationId.SECONDARY_GIDS.uri(), ObligationId.USERNAME.uri());
        assertThat(values(query, AttributeId.PILOT_X509_ID)).isEmpty();
        assertThat(values(query, AttributeId.SUBJECT_CERT_CHAIN)).isEmpty();
    }

    @Test
    void thePilotIsNamedApartFromTheSubject() throws XmlRefusedException {
        Pilot bob = new Pilot(Dn.parse("/CN=Bob"), List.of(Fqan.parse("/atlas/Role=pilot")), Set.of(), Set.of());

        XmlElement query = query(QUESTION.broughtBy(bob));

        assertThat(values(query, AttributeId.PILOT_X509_ID)).containsExactly("/CN=Bob");
        assertThat(values(query, AttributeId.PILOT_VO)).containsExactly("atlas");
        assertThat(values(query, AttributeId.PILOT_VOMS_FQAN)).containsExactly("/atlas/Role=pilot/Capability=NULL");
        assertThat(values(query, AttributeId.SUBJECT_X509_ID)).containsExactly(ALICE.value());
    }

    @Test
    void aPilotThatIsShownIsASecondSubject() throws GeneralSecurityException, XmlRefusedException {
        CertificateChain chain = CertificateChain.ofFile(TestPki.shared().file("bob.proxy"));

        XmlElement query = query(QUESTION.broughtBy(chain.asShownPilot()));

        XmlElement request = query.children().get(1);
        assertThat(values(request.children().get(0), AttributeId.SUBJECT_X509_ID))
                .containsExactly(ALICE.value());
        XmlElement shown = request.children().get(1);
        assertThat(shown.attribute("SubjectCategory"))
                .isEqualTo("urn:oasis:names:tc:xacml:1.0:subject-category:intermediary-subject");
        assertThat(values(shown, AttributeId.SUBJECT_X509_ID)).containsExactly("/DC=org/DC=example/CN=Bob");
        assertThat(values(shown, AttributeId.SUBJECT_CERT_CHAIN)).hasSize(1);
        assertThat(values(query, AttributeId.PILOT_X509_ID)).containsExactly("/DC=org/DC=example/CN=Bob");
    }

    @Test
    void theWholeChainTravelsAndTheKeyStaysHere() throws GeneralSecurityException, XmlRefusedException {
        CertificateChain chain = CertificateChain.ofFile(TestPki.shared().file("alice-twice.proxy"));
        Question question = Question.of(chain.asSubject(), ResourceType.WN, "wn1", ActionType.QUEUE);

        List<String> sent = values(query(question), AttributeId.SUBJECT_CERT_CHAIN);

        String pem = new String(Base64.getDecoder().decode(sent.get(0)), StandardCharsets.US_ASCII);
        assertThat(sent).hasSize(1);
        assertThat(pem.split("-----BEGIN CERTIFICATE-----", -1)).hasSize(4);
        assertThat(pem).isEqualTo(CertificateChain.toPem(chain.certificates())).doesNotContain("PRIVATE");
    }

    @Test
    void aCallerThatCannotSetUidAndGidMayNotAsk() {
        assertThatThrownBy(() -> QUESTION.supporting(Set.of(ObligationId.USERNAME)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("uidgid");
    }

    @Test
    void whatNoServerCouldUnderstandIsNotAsked() {
        assertThatThrownBy(() -> Question.of(SUBJECT, ResourceType.WN, "a b", ActionType.QUEUE))
                .hasMessage("not a host name: `a b`");
        assertThatThrownBy(() -> Question.of(SUBJECT, ResourceType.WN, "wn1", ActionType.OTHER))
                .hasMessageContaining("execute-now");
    }

    private static XmlElement query(Question question) throws XmlRefusedException {
        XmlElement envelope = new StrictXml().parse(QueryEncoder.encode(question, "_1f", NOON));
        return envelope.children().get(0).children().get(0);
    }

    static List<String> values(XmlElement element, AttributeId id) {
        List<String> values = new ArrayList<>();
        for (XmlElement child : element.children()) {
            if (child.attribute("AttributeId").equals(id.uri())) {
                child.children().forEach(value -> values.add(value.text()));
            } else {
                values.addAll(values(child, id));
            }
        }
        return values;
    }
}
