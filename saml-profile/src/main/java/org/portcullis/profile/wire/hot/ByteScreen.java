package org.portcullis.profile.wire.hot;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Looks through a message before any parser does. What it lets pass is UTF-8 and has no DOCTYPE, comment, CDATA section,
 * processing instruction, entity but the five of XML, or character that XML 1.0 has not: nothing that parsers read in
 * different ways.
 */
final class ByteScreen {
    private static final List<byte[]> DECLARATIONS = List.of(
            ascii("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
            ascii("<?xml version=\"1.0\" encoding=\"utf-8\"?>"),
            ascii("<?xml version='1.0' encoding='UTF-8'?>"),
            ascii("<?xml version='1.0' encoding='utf-8'?>"),
            ascii("<?xml version=\"1.0\"?>"));
    private static final Set<String> ENTITIES = Set.of("lt", "gt", "amp", "quot", "apos");
    private static final int LONGEST_REFERENCE = 8;

    private final byte[] bytes;
    private boolean ascii = true;

    private ByteScreen(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The message without its XML declaration, to be read as UTF-8. */
    static InputStream open(byte[] message) {
        ByteScreen screen = new ByteScreen(message);
        int start = screen.afterDeclaration();
        screen.requirePlain(start);
        return new ByteArrayInputStream(message, start, message.length - start);
    }

    private void requirePlain(int start) {
        for (int i = start; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b < ' ') {
                control(b);
            } else if (b == '<' || b == ']') {
                requireElement(b, bytes[Math.min(i + 1, bytes.length - 1)]);
            } else if (b == '&') {
                i = endOfReference(i + 1);
            }
        }
        if (!ascii) {
            requireCharacters(start);
        }
    }

    private int afterDeclaration() {
        for (byte[] declaration : DECLARATIONS) {
            int length = declaration.length;
            if (bytes.length > length && Arrays.equals(bytes, 0, length, declaration, 0, length)) {
                return length;
            }
        }
        return 0;
    }

    /** Bytes of characters beyond ASCII are negative. */
    private void control(byte b) {
        ascii &= b >= 0;
        Declined.unless(b < 0 || b == '\n' || b == '\r' || b == '\t', "a control character");
    }

    private static void requireElement(byte first, byte second) {
        boolean markup = first == '<' && (second == '!' || second == '?');
        boolean endOfCdata = first == ']' && second == ']';
        Declined.unless(!markup && !endOfCdata, "markup that is no element");
    }

    /** Index of the semicolon. */
    private int endOfReference(int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != ';') {
            end++;
            Declined.unless(end - start <= LONGEST_REFERENCE, "a long reference");
        }
        String name = new String(bytes, start, end - start, US_ASCII);
        Declined.unless(end < bytes.length && (ENTITIES.contains(name) || isCharacter(name)), "a reference");
        return end;
    }

    /** Whether a numeric reference is to a character beyond the controls of ASCII. */
    private static boolean isCharacter(String name) {
        boolean hex = name.startsWith("#x");
        String digits = name.substring(hex ? 2 : Math.min(1, name.length()));
        if (!name.startsWith("#") || digits.isEmpty() || !Character.isLetterOrDigit(digits.charAt(0))) {
            return false;
        }
        try {
            int code = Integer.parseInt(digits, hex ? 16 : 10);
            boolean surrogate = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
            return code >= ' ' && code <= Character.MAX_CODE_POINT && !surrogate && code != 0xfffe && code != 0xffff;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void requireCharacters(int start) {
        try {
            CharBuffer text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, bytes.length - start));
            Declined.unless(text.get(0) != '\ufeff', "a byte order mark");
            Declined.unless(text.chars().noneMatch(c -> c >= '\ufffe'), "no character of XML");
        } catch (CharacterCodingException e) {
            throw Declined.because("not UTF-8");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
