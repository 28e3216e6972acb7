package org.portcullis.pdp;

import static org.portcullis.pdp.Questions.attribute;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.portcullis.client.credential.CertificateChain;

/** One question of the acceptance scenarios, as YAML says it, to be put on the wire. */
record ScenarioQuestion(Map<String, Object> yaml) {
    private static final String AZ = "http://authz-interop.org/xacml/";
    private static final String PEOPLE = "/C=XX/O=Grid/CN=";

    /** The question with what a row says in place of some of it. */
    ScenarioQuestion with(Map<?, ?> row) {
        Map<String, Object> changed = new LinkedHashMap<>(yaml);
        row.forEach((key, value) -> changed.put(String.valueOf(key), value));
        if (row.get("dn") instanceof String name) {
            changed.put("dn", PEOPLE + name);
        }
        if (row.get("pilot") instanceof String name) {
            changed.put("pilot", Map.of("dn", PEOPLE + name, "fqans", List.of("/atlas/Role=pilot")));
        }
        return new ScenarioQuestion(changed);
    }

    String text(String key) {
        return String.valueOf(yaml.getOrDefault(key, ""));
    }

    List<String> list(String key) {
        return list(yaml, key);
    }

    String toXml(ScenarioCredentials credentials) {
        List<String> broken = list("body");
        String subject = "<c:Subject>" + subject(credentials) + "</c:Subject>";
        String resource = attribute(
                        "urn:oasis:names:tc:xacml:1.0:resource:resource-id",
                        AZ + "resource/resource-type/" + text("resource"))
                + attribute(AZ + "resource/dns-host-name", "wn1.example.org");
        return """
                <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>\
                <q:XACMLAuthzDecisionQuery xmlns:q="urn:oasis:names:tc:xacml:2.0:profile:saml2.0:v2:schema:protocol" \
                xmlns:c="urn:oasis:names:tc:xacml:2.0:context:schema:os" ID="ID-1" Version="2.0">\
                <c:Request>%s<c:Resource>%s</c:Resource><c:Action>%s</c:Action>\
                <c:Environment>%s</c:Environment></c:Request></q:XACMLAuthzDecisionQuery></e:Body></e:Envelope>\
                """.formatted(
                broken.contains("two-subjects") ? subject + subject.replace("UA1", "UA2") : subject,
                broken.contains("no-resource") ? "" : resource,
                attribute("urn:oasis:names:tc:xacml:1.0:action:action-id", AZ + "action/action-type/" + text("action")),
                environment());
    }

    private String subject(ScenarioCredentials credentials) {
        String credential = text("credential");
        if (credential.endsWith("token")) {
            return attribute("urn:portcullis:subject:bearer-token", credentials.token(credential));
        }
        if (!credential.isEmpty()) {
            return chain(credentials.chain(credential));
        }
        return yaml.containsKey("dn")
                ? attribute(AZ + "subject/subject-x509-id", text("dn")) + memberships("subject/", yaml)
                : "";
    }

    private static String chain(List<X509Certificate> chain) {
        byte[] pem = CertificateChain.toPem(chain).getBytes(StandardCharsets.US_ASCII);
        return attribute(AZ + "subject/cert-chain", Base64.getEncoder().encodeToString(pem))
                .replace("XMLSchema#string", "XMLSchema#base64Binary");
    }

    private static String memberships(String where, Map<?, ?> whose) {
        List<String> fqans = list(whose, "fqans");
        return fqans.stream()
                        .limit(1)
                        .map(fqan -> attribute(AZ + where + "voms-primary-fqan", fqan))
                        .collect(Collectors.joining())
                + values(AZ + where + "voms-fqan", fqans)
                + values(AZ + where + "vo", list(whose, "vos"));
    }

    private String environment() {
        List<String> usual = text("resource").equals("se")
                ? List.of("uidgid", "secondary-gids", "username", "root-and-home-paths")
                : List.of("uidgid", "secondary-gids", "username");
        List<String> supported = yaml.containsKey("supported") ? list("supported") : usual;
        String obligations = values(
                AZ + "environment/pep-oblig-supported",
                supported.stream().map(name -> AZ + "obligation/" + name).toList());
        return yaml.get("pilot") instanceof Map<?, ?> pilot
                ? obligations
                        + attribute(AZ + "environment/pilot-job/subject-x509-id", String.valueOf(pilot.get("dn")))
                        + memberships("environment/pilot-job/", pilot)
                : obligations;
    }

    /** One attribute with all its values, as the profile has it. */
    private static String values(String id, List<String> values) {
        String all = values.stream()
                .map(value -> "<c:AttributeValue>" + value + "</c:AttributeValue>")
                .collect(Collectors.joining());
        return values.isEmpty()
                ? ""
                : attribute(id, "VALUES").replace("<c:AttributeValue>VALUES</c:AttributeValue>", all);
    }

    private static List<String> list(Map<?, ?> yaml, String key) {
        return yaml.get(key) instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }
}
