package org.portcullis.profile.wire.hot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.KnownChains;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.QueryDecoder;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.XmlLimits;
import org.portcullis.profile.wire.opensaml.OpenSamlWire;

/** What the hot codec does not read itself, and who does then. */
class DecliningTest {
    private static final String GOOD = good();

    private final QueryDecoder reference =
            OpenSamlWire.open().decoder(new QueryGate(XmlLimits.DEFAULTS, Set.of("localhost")));
    private final List<byte[]> handed = new ArrayList<>();
    private final QueryDecoder hot = HotWire.decoder(this::note, XmlLimits.DEFAULTS);

    @Test
    void usualMessageIsReadWithoutTheReference() {
        AuthzQuery query = hot.decode(GOOD.getBytes(UTF_8));

        assertThat(handed).isEmpty();
        assertThat(query).isEqualTo(reference.decode(GOOD.getBytes(UTF_8)));
    }

    /** All of these are legal, and mean the same; none is a form in which a client writes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<env:Body>        | <!-- comment --><env:Body>",
                "<env:Body>        | <env:Header/><env:Body>",
                "<env:Body>        | <env:Body Id='x'>",
                "wn1.example.org</ | wn1.example.<![CDATA[org]]></",
                "encoding=\"UTF-8\"| encoding=\"Utf-8\"",
                "Version=\"2.0\"   | Version=\"2.0\" Consent=\"urn:x\"",
                "Version=\"2.0\"   | Version=\"2.0\" Destination=\"https://localhost/\""
            })
    void unusualMessageIsReadByTheReferenceOutOfTheSameBytes(String usual, String unusual) {
        byte[] message = GOOD.replace(usual.strip(), unusual).getBytes(UTF_8);

        AuthzQuery query = hot.decode(message);

        assertThat(handed).hasSize(1).allMatch(each -> each == message);
        assertThat(query).isEqualTo(reference.decode(GOOD.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "</env:Envelope> | </env:envelope>  | MALFORMED_XML",
                "<env:Envelope   | <!DOCTYPE x><env:Envelope | MALFORMED_XML",
                "wn1.example.org</ | wn1<!--x--></ | MALFORMED_XML",
                "Version=\"2.0\" | Version=\"1.1\" | SAML_VERSION_TOO_LOW",
                "#string         | #integer | SYNTAX_ERROR"
            })
    void errorIsThatOfTheReference(String right, String wrong, ErrorKind kind) {
        byte[] message = GOOD.replace(right.strip(), wrong.strip()).getBytes(UTF_8);

        ProtocolException refusal = catchThrowableOfType(ProtocolException.class, () -> hot.decode(message));

        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(handed).hasSize(1);
    }

    @Test
    void limitsOfTheServiceAreKept() {
        XmlLimits tight = new XmlLimits(new XmlLimits.Structure(32, 20, 32, 32), 8192, 262144, 256, 64);

        assertThat(new QueryReader(tight, new KnownChains(KnownChains.PLACES)).read(GOOD.getBytes(UTF_8)))
                .isEmpty();
        assertThat(new QueryReader(XmlLimits.DEFAULTS, new KnownChains(KnownChains.PLACES)).read(GOOD.getBytes(UTF_8)))
                .isPresent();
    }

    private AuthzQuery note(byte[] message, Collection<PublicKey> keys) {
        handed.add(message);
        return reference.decode(message, keys);
    }

    private static String good() {
        try {
            return Files.readString(Path.of("src/test/resources/badinputs/M00.xml"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
