package org.portcullis.profile.wire.opensaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.QueryDecoder;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.XmlLimits;

/** Queries by hand, and what the decoder makes of them. */
final class Queries {
    static final Path BAD_INPUTS = Path.of("src/test/resources/badinputs");
    private static final QueryDecoder DECODER =
            OpenSamlWire.open().decoder(new QueryGate(XmlLimits.DEFAULTS, Set.of("localhost")));

    private Queries() {}

    /** A query that every test may alter; it decodes. */
    static String good() {
        return new String(badInput("M00"), UTF_8);
    }

    static byte[] badInput(String name) {
        try {
            return Files.readAllBytes(BAD_INPUTS.resolve(name + ".xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AuthzRequest decode(byte[] message) {
        return DECODER.decode(message).request();
    }

    static AuthzRequest decode(String message) {
        return decode(message.getBytes(UTF_8));
    }

    /** Why the message is refused; fails if it is not. */
    static ErrorKind refusal(String message) {
        try {
            AuthzRequest request = decode(message);
            throw new AssertionError("not refused: " + request);
        } catch (ProtocolException e) {
            return e.kind();
        }
    }

    /** The one attribute element in the notation of the good query. */
    static String attribute(String id, String... values) {
        StringBuilder text = new StringBuilder("<xacml-context:Attribute AttributeId=\"" + id
                + "\" DataType=\"http://www.w3.org/2001/XMLSchema#string\">");
        for (String value : values) {
            text.append("<xacml-context:AttributeValue>").append(value).append("</xacml-context:AttributeValue>");
        }
        return text.append("</xacml-context:Attribute>").toString();
    }

    /** The good query with more in one of its sections. */
    static String with(String section, String more) {
        String end = "</xacml-context:" + section + ">";
        return good().replace(end, more + end);
    }
}
