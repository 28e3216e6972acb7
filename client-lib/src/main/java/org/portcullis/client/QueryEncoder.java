package org.portcullis.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.portcullis.client.credential.CertificateChain;
import org.portcullis.client.credential.GridCredential;
import org.portcullis.profile.AttributeId;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.Resource;
import org.portcullis.profile.Subject;
import org.portcullis.profile.VoName;
import org.portcullis.profile.wire.WireNamespace;

/** {@link Question} to the bytes of a decision query: authz-interop 1.1 in SOAP 1.1, namespaces of working draft 5. */
public final class QueryEncoder {
    private static final String STRING = "string";
    private static final String BASE64 = "base64Binary";
    private static final String INTERMEDIARY = "urn:oasis:names:tc:xacml:1.0:subject-category:intermediary-subject";

    private static final String HEAD =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><env:Envelope xmlns:env=\"" + Namespaces.SOAP + "\"><env:Body>";
    private static final String TAIL = "</env:Body></env:Envelope>";

    private final XmlText xml = new XmlText(4096);

    private QueryEncoder() {}

    /** Writes the question under that ID, as asked at that instant. */
    public static byte[] encode(Question question, String id, Instant issueInstant) {
        return bytes(HEAD + opening(question, id, issueInstant, "") + rest(question) + TAIL);
    }

    /**
     * As {@link #encode}, for that server only, and signed. Both halves are canonical as they are written, so that what is
     * signed is their text.
     */
    public static byte[] encodeSigned(
            Question question, String id, Instant issueInstant, URI server, GridCredential signer) {
        String destination = " Destination=\"" + new XmlText(64).attribute(server.toString()) + "\"";
        String opening = opening(question, id, issueInstant, destination);
        String rest = rest(question);
        return bytes(HEAD + opening + QuerySignature.of(opening + rest, id, signer) + rest + TAIL);
    }

    private static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    /** Namespaces first, then attributes by name, and every namespace where it is first used (exclusive canonical XML). */
    private static String opening(Question question, String id, Instant issueInstant, String destination) {
        return new XmlText(512)
                .raw("<xs:XACMLAuthzDecisionQuery xmlns:xs=\"" + WireNamespace.WD5.protocol() + "\"")
                .raw(destination + " ID=\"")
                .attribute(id)
                .raw("\" InputContextOnly=\"false\" IssueInstant=\"" + issueInstant.truncatedTo(ChronoUnit.MILLIS))
                .raw("\" ReturnContext=\"false\" Version=\"2.0\">")
                .raw("<saml:Issuer xmlns:saml=\"" + Namespaces.SAML + "\">")
                .text(question.subject().dn().value())
                .raw("</saml:Issuer>")
                .toString();
    }

    private static String rest(Question question) {
        QueryEncoder encoder = new QueryEncoder();
        encoder.request(question);
        return encoder.xml.toString();
    }

    private void request(Question question) {
        xml.raw("<c:Request xmlns:c=\"" + Namespaces.CONTEXT + "\">");
        subject(question.subject());
        question.pilotJob().pilot().ifPresent(this::shown);
        resource(question.resource());
        xml.raw("<c:Action>");
        attribute(AttributeId.ACTION_ID, STRING, question.action().actionId());
        xml.raw("</c:Action>");
        environment(question);
        xml.raw("</c:Request></xs:XACMLAuthzDecisionQuery>");
    }

    private void subject(Subject subject) {
        xml.raw("<c:Subject>");
        attribute(AttributeId.SUBJECT_X509_ID, STRING, subject.dn().value());
        subject.allVos().stream()
                .map(VoName::value)
                .sorted()
                .forEach(vo -> attribute(AttributeId.SUBJECT_VO, STRING, vo));
        fqans(subject.fqans(), AttributeId.SUBJECT_VOMS_PRIMARY_FQAN, AttributeId.SUBJECT_VOMS_FQAN);
        if (subject.credential() instanceof Credential.Chain chain) {
            attribute(AttributeId.SUBJECT_CERT_CHAIN, BASE64, base64(chain.certificates()));
        }
        if (subject.credential() instanceof Credential.Bearer token) {
            attribute(AttributeId.SUBJECT_BEARER_TOKEN, STRING, token.compact());
        }
        xml.raw("</c:Subject>");
    }

    /** A pilot that is shown by its chain is a second subject; what it is called stands in the environment as ever. */
    private void shown(Pilot pilot) {
        if (pilot.credential() instanceof Credential.Chain chain) {
            xml.raw("<c:Subject SubjectCategory=\"" + INTERMEDIARY + "\">");
            attribute(AttributeId.SUBJECT_X509_ID, STRING, pilot.dn().value());
            attribute(AttributeId.SUBJECT_CERT_CHAIN, BASE64, base64(chain.certificates()));
            xml.raw("</c:Subject>");
        }
    }

    private void resource(Resource resource) {
        xml.raw("<c:Resource>");
        attribute(AttributeId.RESOURCE_ID, STRING, resource.id());
        resource.hosts().forEach(host -> attribute(AttributeId.RESOURCE_DNS_HOST_NAME, STRING, host));
        xml.raw("</c:Resource>");
    }

    private void environment(Question question) {
        xml.raw("<c:Environment>");
        question.supported().stream()
                .sorted()
                .map(ObligationId::uri)
                .forEach(uri -> attribute(AttributeId.PEP_OBLIG_SUPPORTED, STRING, uri));
        question.pilotJob().pilot().ifPresent(this::pilot);
        xml.raw("</c:Environment>");
    }

    private void pilot(Pilot pilot) {
        attribute(AttributeId.PILOT_X509_ID, STRING, pilot.dn().value());
        pilot.allVos().stream().map(VoName::value).sorted().forEach(vo -> attribute(AttributeId.PILOT_VO, STRING, vo));
        fqans(pilot.fqans(), AttributeId.PILOT_VOMS_PRIMARY_FQAN, AttributeId.PILOT_VOMS_FQAN);
    }

    private void fqans(List<Fqan> fqans, AttributeId primary, AttributeId each) {
        fqans.stream().limit(1).forEach(fqan -> attribute(primary, STRING, fqan.asVomsWritesIt()));
        fqans.forEach(fqan -> attribute(each, STRING, fqan.asVomsWritesIt()));
    }

    private void attribute(AttributeId id, String type, String value) {
        xml.raw("<c:Attribute AttributeId=\"" + id.uri() + "\" DataType=\"" + Namespaces.XML_SCHEMA + type + "\">")
                .raw("<c:AttributeValue>")
                .text(value)
                .raw("</c:AttributeValue></c:Attribute>");
    }

    /** The PEM text of the chain, in base64; certificates only, so that a key can never slip in. */
    private static String base64(List<X509Certificate> certificates) {
        byte[] pem = CertificateChain.toPem(certificates).getBytes(StandardCharsets.US_ASCII);
        return Base64.getEncoder().encodeToString(pem);
    }
}
