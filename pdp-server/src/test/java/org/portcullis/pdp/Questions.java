package org.portcullis.pdp;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portcullis.client.credential.CertificateChain;

/** Questions as text, in the shape the SCAS client sends them. */
final class Questions {
    private static final String AZ = "http://authz-interop.org/xacml/";
    private static final String STRING = "http://www.w3.org/2001/XMLSchema#string";

    private Questions() {}

    /** A direct job on a worker node by somebody with one FQAN. */
    static String direct(String dn, String fqan) {
        return query(subject(dn, fqan), "");
    }

    /** A payload brought by a pilot. */
    static String payload(String dn, String fqan, String pilotDn, String pilotFqan) {
        return query(subject(dn, fqan), pilot(pilotDn, pilotFqan));
    }

    /** A pilot that does not say whose work it brings. */
    static String silent(String pilotDn, String pilotFqan) {
        return query("", pilot(pilotDn, pilotFqan));
    }

    /** A direct job by whoever this chain belongs to; the PEP says nothing else of him. */
    static String direct(List<X509Certificate> chain) {
        return query(chain(chain), "");
    }

    /** A direct job by whoever a credential in base64 belongs to, of whom the PEP says something else, too. */
    static String credential(String base64, String claims) {
        return query(binary(base64) + claims, "");
    }

    /** A chain as it stands in a question. */
    static String base64(List<X509Certificate> chain) {
        byte[] pem = CertificateChain.toPem(chain).getBytes(StandardCharsets.US_ASCII);
        return Base64.getEncoder().encodeToString(pem);
    }

    /** What a PEP says of somebody with one FQAN. */
    static String claim(String dn, String fqan) {
        return subject(dn, fqan);
    }

    /** A direct job by somebody who names no VO. */
    static String direct(String dn) {
        return query(attribute(AZ + "subject/subject-x509-id", dn), "");
    }

    /** A direct job by whoever this token is about. */
    static String bearing(String token) {
        return query(attribute("urn:portcullis:subject:bearer-token", token), "");
    }

    /** A payload that proves itself by its chain, brought by a pilot. */
    static String payload(List<X509Certificate> chain, String pilotDn, String pilotFqan) {
        return query(chain(chain), pilot(pilotDn, pilotFqan));
    }

    private static String pilot(String dn, String fqan) {
        return attribute(AZ + "environment/pilot-job/subject-x509-id", dn)
                + attribute(AZ + "environment/pilot-job/voms-primary-fqan", fqan);
    }

    private static String chain(List<X509Certificate> chain) {
        return binary(base64(chain));
    }

    private static String binary(String base64) {
        return attribute(AZ + "subject/cert-chain", base64)
                .replace(STRING, "http://www.w3.org/2001/XMLSchema#base64Binary");
    }

    private static String subject(String dn, String fqan) {
        return attribute(AZ + "subject/subject-x509-id", dn)
                + attribute(AZ + "subject/voms-primary-fqan", fqan)
                + attribute(AZ + "subject/voms-fqan", fqan);
    }

    static String attribute(String id, String value) {
        return "<c:Attribute AttributeId=\"" + id + "\" DataType=\"" + STRING + "\"><c:AttributeValue>" + value
                + "</c:AttributeValue></c:Attribute>";
    }

    private static String query(String subject, String environment) {
        String obligations = Stream.of("uidgid", "secondary-gids", "username")
                .map(name -> attribute(AZ + "environment/pep-oblig-supported", AZ + "obligation/" + name))
                .collect(Collectors.joining());
        return """
                <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>\
                <q:XACMLAuthzDecisionQuery xmlns:q="urn:oasis:names:tc:xacml:2.0:profile:saml2.0:v2:schema:protocol" \
                xmlns:c="urn:oasis:names:tc:xacml:2.0:context:schema:os" ID="ID-1804289383" Version="2.0">\
                <c:Request><c:Subject>%s</c:Subject><c:Resource>%s%s</c:Resource><c:Action>%s</c:Action>\
                <c:Environment>%s%s</c:Environment></c:Request></q:XACMLAuthzDecisionQuery></e:Body></e:Envelope>\
                """.formatted(
                subject,
                attribute("urn:oasis:names:tc:xacml:1.0:resource:resource-id", AZ + "resource/resource-type/wn"),
                attribute(AZ + "resource/dns-host-name", "wn1.example.org"),
                attribute("urn:oasis:names:tc:xacml:1.0:action:action-id", AZ + "action/action-type/execute-now"),
                obligations,
                environment);
    }
}
