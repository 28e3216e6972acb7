package org.portcullis.profile.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.profile.ErrorKind;

/** Bytes to the text of an XML 1.0 document in UTF-8, so that no two parsers can disagree about what was sent. */
final class XmlText {
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final Pattern DECLARATION = Pattern.compile(
            "^<\\?xml\\s+version\\s*=\\s*[\"']([^\"']*)[\"'](?:\\s+encoding\\s*=\\s*[\"']([^\"']*)[\"'])?");

    private XmlText() {}

    /**
     * Decodes strictly and drops a byte order mark.
     *
     * @throws ProtocolException if the bytes are not UTF-8, hold a character that XML 1.0 has not, or declare another
     *     version or encoding
     */
    static String of(byte[] bytes) {
        String text = decode(bytes);
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        requireXmlCharacters(text);
        requireDeclaration(text);
        return text;
    }

    private static String decode(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw malformed("not UTF-8");
        }
    }

    /** XML 1.0, production 2. Surrogates come in pairs here because the bytes were UTF-8. */
    private static void requireXmlCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '\ufffe' || (c < ' ' && c != '\t' && c != '\n' && c != '\r')) {
                throw malformed("a character that XML 1.0 has not");
            }
        }
    }

    private static void requireDeclaration(String text) {
        if (!text.startsWith("<?xml")) {
            return;
        }
        Matcher declaration = DECLARATION.matcher(text);
        if (!declaration.find() || !declaration.group(1).equals("1.0")) {
            throw malformed("not an XML 1.0 declaration");
        }
        String encoding = declaration.group(2);
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            throw malformed("declared in another encoding than UTF-8");
        }
    }

    private static ProtocolException malformed(String detail) {
        return new ProtocolException(ErrorKind.MALFORMED_XML, ReplyTo.UNKNOWN, detail);
    }
}
