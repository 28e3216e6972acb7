package org.portcullis.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Serial;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.portcullis.profile.AttributeId;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.ContextReader;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.QueryDecoder;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.ReplyTo;
import org.portcullis.profile.wire.ResponseEncoder;
import org.portcullis.profile.wire.Seal;
import org.portcullis.profile.wire.XacmlContext;
import org.portcullis.profile.wire.XacmlContext.Attribute;
import org.portcullis.profile.wire.XacmlContext.Section;
import org.portcullis.profile.wire.XmlLimits;
import org.portcullis.profile.wire.hot.HotWire;
import org.portcullis.profile.wire.opensaml.OpenSamlWire;

/** What comes over the wire is one question, read in one way, or a refusal that a client can read. */
class WireFuzzTest {
    private static final OpenSamlWire WIRE = OpenSamlWire.open();
    private static final QueryDecoder DECODER =
            WIRE.decoder(new QueryGate(XmlLimits.DEFAULTS, Set.of("authz.example.org")));
    private static final ResponseEncoder ENCODER =
            WIRE.encoder("urn:portcullis:pdp", InstantSource.fixed(Instant.parse("2026-06-01T12:00:00Z")));
    private static final QueryDecoder HOT_DECODER = HotWire.decoder(
            (soap, keys) -> {
                throw new Handed();
            },
            XmlLimits.DEFAULTS);
    private static final ResponseEncoder HOT_ENCODER =
            HotWire.encoder(ENCODER, InstantSource.fixed(Instant.parse("2026-06-01T12:00:00Z")));
    private static final Decision PERMIT =
            new Decision.Permit(List.of(new Obligation.UidGid(40001, 3100), new Obligation.Username("atlas001")));
    private static final String TEXT = "http://www.w3.org/2001/XMLSchema#string";
    private static final String BASE64 = "http://www.w3.org/2001/XMLSchema#base64Binary";
    private static final int LONGEST_CHAIN = 12;
    private static final String ENVELOPE = """
            <env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" \
            xmlns:xacml-samlp="urn:oasis:names:tc:xacml:2.0:profile:saml2.0:v2:schema:protocol" \
            xmlns:xacml-context="urn:oasis:names:tc:xacml:2.0:context:schema:os" \
            xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
            xmlns:ds="http://www.w3.org/2000/09/xmldsig#">""";

    @FuzzTest
    void soapDecode(byte[] bytes) throws Exception {
        byte[] body = withoutHttpHead(bytes);

        Attempt<AuthzQuery, ProtocolException> read = Attempt.at(ProtocolException.class, () -> DECODER.decode(body));

        read.value().ifPresent(query -> {
            requireCanonicalNames(query.request());
            assertThat(DECODER.decode(body)).isEqualTo(query);
        });
        requireReadableAnswer(read.refusal()
                .map(refused -> ENCODER.refuse(refused.replyTo(), refused.kind()))
                .orElseGet(() -> ENCODER.refuse(read.value().orElseThrow().replyTo(), ErrorKind.POLICY_ERROR)));
    }

    /** A query alone, in whatever envelope: what stands around it changes nothing, and nothing gets out of it. */
    @FuzzTest
    void samlQuery(byte[] bytes) {
        byte[] bare = enveloped("", bytes);
        byte[] dressed = enveloped("<env:Header><x:a xmlns:x=\"urn:x\">b</x:a></env:Header>\n", bytes);

        Attempt<AuthzQuery, ProtocolException> read = Attempt.at(ProtocolException.class, () -> DECODER.decode(bare));
        Attempt<AuthzQuery, ProtocolException> again =
                Attempt.at(ProtocolException.class, () -> DECODER.decode(dressed));

        assertThat(again.value()).isEqualTo(read.value());
        read.value().ifPresent(query -> {
            requireCanonicalNames(query.request());
            assertThat(query.seal()).isEqualTo(Seal.NONE);
        });
    }

    private static byte[] enveloped(String before, byte[] query) {
        ByteArrayOutputStream envelope = new ByteArrayOutputStream();
        envelope.writeBytes((ENVELOPE + before + "<env:Body>").getBytes(UTF_8));
        envelope.writeBytes(query);
        envelope.writeBytes("</env:Body></env:Envelope>".getBytes(UTF_8));
        return envelope.toByteArray();
    }

    /** What the hot codec reads without the reference, the reference reads alike, and both answer in the same bytes. */
    @FuzzTest
    void hotDecode(byte[] bytes) {
        byte[] body = withoutHttpHead(bytes);

        Optional<AuthzQuery> read = OneSecond.of(() -> byHotCodecAlone(body));

        read.ifPresent(query -> {
            assertThat(DECODER.decode(body)).isEqualTo(query);
            assertThat(withoutIds(HOT_ENCODER.encode(query.replyTo(), PERMIT)))
                    .isEqualTo(withoutIds(ENCODER.encode(query.replyTo(), PERMIT)));
        });
    }

    private static Optional<AuthzQuery> byHotCodecAlone(byte[] body) {
        try {
            return Optional.of(HOT_DECODER.decode(body));
        } catch (Handed handed) {
            return Optional.empty();
        }
    }

    /** Stands where the reference is: the hot codec has declined. */
    private static final class Handed extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    private static String withoutIds(byte[] answer) {
        return new String(answer, UTF_8).replaceAll(" ID=\"_[0-9a-f-]{36}\"", " ID=\"\"");
    }

    /** One attribute a line, {@code S}, {@code R}, {@code A} or {@code E} for its section, its id, and its values. */
    @FuzzTest
    void xacmlRequest(byte[] bytes) {
        XacmlContext context = context(Input.text(bytes));

        Attempt.at(ProtocolException.class, () -> ContextReader.read(context, ReplyTo.UNKNOWN))
                .value()
                .ifPresent(WireFuzzTest::requireCanonicalNames);
    }

    /** PEM or DER, and the text of the attribute itself where it is none. */
    @FuzzTest
    void chainParse(byte[] bytes) {
        readChain(Base64.getEncoder().encodeToString(bytes));
        readChain(Input.text(bytes));
    }

    private static void readChain(String base64) {
        XacmlContext context = new XacmlContext(
                section(
                        attribute(AttributeId.SUBJECT_CERT_CHAIN.uri(), BASE64, base64),
                        attribute(AttributeId.SUBJECT_X509_ID.uri(), TEXT, "/C=XX/O=Grid/CN=Alice")),
                section(attribute(AttributeId.RESOURCE_ID.uri(), TEXT, "x")),
                section(attribute(AttributeId.ACTION_ID.uri(), TEXT, "x")),
                List.of());

        Attempt.at(ProtocolException.class, () -> ContextReader.read(context, ReplyTo.UNKNOWN))
                .value()
                .map(request -> (Credential.Chain) request.subject().credential())
                .ifPresent(chain -> {
                    assertThat(chain.certificates()).hasSizeBetween(1, LONGEST_CHAIN);
                    assertThat(new Credential.Chain(chain.certificates())).isEqualTo(chain);
                });
    }

    private static XacmlContext context(String text) {
        Map<String, List<Attribute>> sections = new TreeMap<>();
        for (String line : text.lines().toList()) {
            List<String> words = Arrays.asList(line.split("\\|", -1));
            if (words.size() > 1 && !words.get(1).isEmpty()) {
                String type = words.get(1).equals(AttributeId.SUBJECT_CERT_CHAIN.uri()) ? BASE64 : TEXT;
                sections.computeIfAbsent(words.get(0), name -> new ArrayList<>())
                        .add(new Attribute(words.get(1), type, words.subList(2, words.size())));
            }
        }
        return new XacmlContext(
                section(sections, "S"), section(sections, "R"), section(sections, "A"), section(sections, "E"));
    }

    private static List<Section> section(Map<String, List<Attribute>> sections, String name) {
        return section(sections.getOrDefault(name, List.of()).toArray(Attribute[]::new));
    }

    private static List<Section> section(Attribute... attributes) {
        return List.of(new Section("", List.of(attributes)));
    }

    private static Attribute attribute(String id, String type, String value) {
        return new Attribute(id, type, List.of(value));
    }

    private static void requireCanonicalNames(AuthzRequest request) {
        Dn dn = request.subject().dn();
        assertThat(Dn.parse(dn.value())).isEqualTo(dn);
        assertThat(request.subject().fqans())
                .allSatisfy(fqan -> assertThat(Fqan.parse(fqan.value())).isEqualTo(fqan));
    }

    private static void requireReadableAnswer(byte[] answer) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        assertThat(factory.newDocumentBuilder()
                        .parse(new ByteArrayInputStream(answer))
                        .getDocumentElement()
                        .getLocalName())
                .isEqualTo("Envelope");
    }

    /** Recorded traffic brings its HTTP head. */
    private static byte[] withoutHttpHead(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        int body = text.indexOf("\r\n\r\n");
        return text.startsWith("POST ") && body > 0 ? Arrays.copyOfRange(bytes, body + 4, bytes.length) : bytes;
    }
}
