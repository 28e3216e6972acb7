package org.portcullis.profile;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A name as certificates hold it. Each value is read as what its type says, to the last byte, so that one name has one text
 * in every encoding, and two names never have one.
 */
final class DerName {
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 0x02;
    private static final int OBJECT_IDENTIFIER = 0x06;
    /** Of a certificate, and left out of those of version 1. */
    private static final int VERSION = (byte) 0xa0;

    /** Four bytes of UTF-32 for each character, and as much again for what is around the values. */
    private static final int MOST_BYTES = 8 * Dn.MAX_LENGTH;
    /** UTF8String, PrintableString, T61String, IA5String and GeneralString, BMPString, UniversalString. */
    private static final Map<Integer, Charset> TEXTS = Map.of(
            0x0c, UTF_8,
            0x13, UTF_8,
            0x14, UTF_8,
            0x16, UTF_8,
            0x1b, UTF_8,
            0x1e, UTF_16BE,
            0x1c, Charset.forName("UTF-32BE"));

    /** By object identifier, in hex. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("550403", "CN"),
            Map.entry("550404", "SN"),
            Map.entry("550405", "serialNumber"),
            Map.entry("550406", "C"),
            Map.entry("550407", "L"),
            Map.entry("550408", "ST"),
            Map.entry("550409", "STREET"),
            Map.entry("55040a", "O"),
            Map.entry("55040b", "OU"),
            Map.entry("55040c", "title"),
            Map.entry("55042a", "GN"),
            Map.entry("2a864886f70d010901", "emailAddress"),
            Map.entry("0992268993f22c640101", "UID"),
            Map.entry("0992268993f22c640119", "DC"));

    private DerName() {}

    /**
     * The parts, most significant first, each as {@code TYPE=value}.
     *
     * @throws IllegalArgumentException if one of them has several values, a type of no name, or a value that is no text
     */
    static List<String> parts(byte[] encoded) {
        if (encoded.length > MOST_BYTES) {
            throw new IllegalArgumentException("a DN has 1 to " + Dn.MAX_LENGTH + " characters");
        }
        try {
            List<String> parts = new ArrayList<>();
            ByteBuffer sets = content(ByteBuffer.wrap(encoded), SEQUENCE);
            while (sets.hasRemaining()) {
                parts.add(part(content(sets, SET)));
            }
            return parts;
        } catch (BufferUnderflowException | IndexOutOfBoundsException | CharacterCodingException e) {
            throw new IllegalArgumentException("a value of a DN is not of its type", e);
        }
    }

    /**
     * The DER form of a certificate's subject; nothing behind it is looked at.
     *
     * @throws IllegalArgumentException if what is before it is not built as a certificate is
     */
    static byte[] subject(byte[] certificate) {
        try {
            ByteBuffer fields = content(content(ByteBuffer.wrap(certificate), SEQUENCE), SEQUENCE);
            if (fields.get(fields.position()) == VERSION) {
                content(fields, VERSION);
            }
            for (int tag : new int[] {INTEGER, SEQUENCE, SEQUENCE, SEQUENCE}) {
                content(fields, tag);
            }
            int start = fields.position();
            content(fields, SEQUENCE);
            byte[] subject = new byte[fields.position() - start];
            fields.get(start, subject);
            return subject;
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not the DER form of a certificate", e);
        }
    }

    private static String part(ByteBuffer set) throws CharacterCodingException {
        ByteBuffer value = content(set, SEQUENCE);
        if (set.hasRemaining()) {
            throw new IllegalArgumentException("a part of a DN has exactly one text value");
        }
        String type = known(TYPES, hex(content(value, OBJECT_IDENTIFIER)));
        int tag = value.get(value.position());
        String text = known(TEXTS, tag).newDecoder().decode(content(value, tag)).toString();
        DnText.requirePrintable(text);
        return DnText.part(type, text);
    }

    private static <K, V> V known(Map<K, V> all, K key) {
        return Optional.ofNullable(all.get(key))
                .orElseThrow(() -> new IllegalArgumentException("a part of a DN is a text of a known type"));
    }

    private static String hex(ByteBuffer bytes) {
        byte[] all = new byte[bytes.remaining()];
        bytes.get(all);
        return HexFormat.of().formatHex(all);
    }

    /** What is inside the next element, which must have this tag and a length of no more than two bytes. */
    private static ByteBuffer content(ByteBuffer in, int tag) {
        int found = in.get();
        int length = in.get() & 0xff;
        if (length == 0x81) {
            length = in.get() & 0xff;
        } else if (length == 0x82) {
            length = in.getShort() & 0xffff;
        }
        if (found != tag || length > in.remaining()) {
            throw new IllegalArgumentException("not the DER form of a name or of what holds it");
        }
        ByteBuffer content = in.slice(in.position(), length);
        in.position(in.position() + length);
        return content;
    }
}
