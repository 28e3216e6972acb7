package org.portcullis.profile.wire.hot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.portcullis.profile.AttributeId;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.wire.WireNamespace;

/** Questions that nobody asked, in all the ways in which XML lets one write the same. */
final class QuestionMaker {
    private static final String XML_SCHEMA = "http://www.w3.org/2001/XMLSchema#";
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String CONTEXT = "urn:oasis:names:tc:xacml:2.0:context:schema:os";
    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final List<String> DNS = List.of(
            "/DC=org/DC=example/CN=Alice",
            "/O=AT&amp;T/CN=Foo &lt;bar&gt; &#252;",
            "/C=XX/O=Gr\u00fcn/CN=\u5c71\u7530 \ud83d\ude00",
            "CN=Alice, DC=example, DC=org",
            "/CN=a/b",
            "/C=XX/CN=host/wn001.example.org");
    private static final List<String> FQANS = List.of(
            "/atlas",
            "/atlas/Role=pilot/Capability=NULL",
            "/atlas/nl/Role=NULL",
            "/cms",
            "/cms/Role=x",
            "/ops",
            "/a b",
            "");
    private static final List<String> BETWEEN = List.of("", "", "", "\n", " \t", "\r\n  ");
    private static final List<String> WORDS = List.of("atlas", "cms", "2026-11-22T07:29:54Z", "1", "x y", "", " ");
    private static final List<WireNamespace> NAMESPACES = List.of(WireNamespace.values());
    private static final Map<String, String> TYPES =
            Map.of("2026-11-22T07:29:54Z", "dateTime", "1", "integer", "atlas", "anyURI");
    private static final List<AttributeId> IDS = Arrays.asList(AttributeId.values());

    private final SplittableRandom random;
    private final StringBuilder xml = new StringBuilder();
    private boolean typed;
    private String context = "";

    private QuestionMaker(SplittableRandom random) {
        this.random = random;
    }

    static String question(SplittableRandom random) {
        return new QuestionMaker(random).envelope();
    }

    private String envelope() {
        String soap = one("soap:", "SOAP-ENV:", "");
        typed = random.nextInt(3) == 0;
        context = one("xacml-context:", "c:", "");
        xml.append(one("", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<?xml version='1.0' encoding='utf-8'?>\n"));
        open(soap + "Envelope", declaration(soap, SOAP) + " xmlns:xsi='" + SCHEMA_INSTANCE + "'");
        open(soap + "Body", "");
        query();
        close(soap + "Body");
        close(soap + "Envelope");
        return xml.toString();
    }

    private void query() {
        String samlp = one("xacml-samlp:", "q:", "");
        String namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size())).protocol();
        open(samlp + "XACMLAuthzDecisionQuery", declaration(samlp, namespace) + queryAttributes());
        String saml = one("saml:", "saml2:", "");
        xml.append("<")
                .append(saml)
                .append("Issuer")
                .append(declaration(saml, SAML))
                .append(">");
        xml.append(one("", "urn:pep", "/O=AT&amp;T/CN=\u00fc", one("", "", "a &gt; b")))
                .append("</")
                .append(saml)
                .append("Issuer>")
                .append(one(BETWEEN));
        open(context + "Request", declaration(context, CONTEXT));
        section(
                "Subject",
                one("", " SubjectCategory='urn:oasis:names:tc:xacml:1.0:subject-category:access-subject'"),
                () -> attribute(AttributeId.SUBJECT_X509_ID.uri(), "string", one(DNS)));
        section("Resource", "", () -> attribute(AttributeId.RESOURCE_ID.uri(), "string", "x"));
        section("Action", "", () -> attribute(AttributeId.ACTION_ID.uri(), one("string", "anyURI"), "execute-now"));
        section(
                "Environment",
                "",
                () -> attribute(
                        AttributeId.PEP_OBLIG_SUPPORTED.uri(),
                        "string",
                        one(ObligationId.USERNAME.uri(), ObligationId.UIDGID.uri())));
        close(context + "Request");
        close(samlp + "XACMLAuthzDecisionQuery");
    }

    private String queryAttributes() {
        List<String> attributes = new ArrayList<>(List.of("ID=\"_a1\"", "Version='2.0'"));
        List.of("IssueInstant='2026-11-22T07:29:54Z'", "ReturnContext='true'", "CombinePolicies=\"1\"").stream()
                .filter(each -> random.nextBoolean())
                .forEach(attributes::add);
        String joined = attributes.get(random.nextInt(attributes.size()));
        attributes.remove(joined);
        attributes.add(joined);
        return " " + String.join(one(" ", "\n", "  "), attributes);
    }

    private void section(String name, String attributes, Runnable required) {
        open(context + name, attributes);
        if (random.nextInt(20) > 0) {
            required.run();
        }
        for (int left = random.nextInt(4); left > 0; left--) {
            if (name.equals("Subject") && random.nextBoolean()) {
                attribute(AttributeId.SUBJECT_VOMS_FQAN.uri(), "string", one(FQANS));
            } else {
                AttributeId id = IDS.get(random.nextInt(IDS.size()));
                String word = one(WORDS);
                attribute(one(id.uri(), "urn:x", "urn:x"), one(TYPES.getOrDefault(word, "string"), "string"), word);
            }
        }
        close(context + name);
    }

    private void attribute(String id, String type, String value) {
        String issuer = one("", "", " Issuer=\"CN=x\"");
        open(context + "Attribute", " AttributeId=\"" + id + "\" DataType=\"" + XML_SCHEMA + type + "\"" + issuer);
        for (int left = random.nextInt(8) == 0 ? random.nextInt(3) : 1; left > 0; left--) {
            String element = context + "AttributeValue";
            xml.append("<")
                    .append(element)
                    .append(type())
                    .append(">")
                    .append(value)
                    .append("</")
                    .append(element);
            xml.append(one(">", ">", " >")).append(one(BETWEEN));
        }
        close(context + "Attribute");
    }

    private void open(String name, String attributes) {
        xml.append("<").append(name).append(attributes);
        xml.append(attributes.contains(SCHEMA_INSTANCE) ? "" : type())
                .append(one(">", ">", "\n>"))
                .append(one(BETWEEN));
    }

    private void close(String name) {
        xml.append("</").append(name).append(">").append(one(BETWEEN));
    }

    private String type() {
        return typed ? " xsi:type=\"a:B\"" : "";
    }

    private static String declaration(String prefix, String namespace) {
        return prefix.isEmpty()
                ? " xmlns=\"" + namespace + "\""
                : " xmlns:" + prefix.replace(":", "") + "=\"" + namespace + "\"";
    }

    private String one(String... of) {
        return one(List.of(of));
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
