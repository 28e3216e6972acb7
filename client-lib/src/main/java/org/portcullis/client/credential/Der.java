package org.portcullis.client.credential;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One element of DER: a tag and its content. Understands definite lengths and one-byte tags, which is all X.509 uses. */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_ID = 0x06;
    static final int SEQUENCE = 0x30;
    private static final int CONSTRUCTED = 0x20;

    private final int tag;
    private final byte[] content;

    private Der(int tag, byte[] content) {
        this.tag = tag;
        this.content = content;
    }

    static Der of(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        return new Der(tag, content.toByteArray());
    }

    /** Reads exactly one element. */
    static Der parse(byte[] bytes) {
        List<Der> elements = parseAll(bytes);
        if (elements.size() != 1) {
            throw new IllegalArgumentException("not one DER element but " + elements.size());
        }
        return elements.get(0);
    }

    private static List<Der> parseAll(byte[] bytes) {
        List<Der> elements = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int lengthAt = at + 1;
            int contentAt = lengthAt + lengthOctets(bytes, lengthAt);
            int end = contentAt + length(bytes, lengthAt, contentAt);
            if (end < contentAt || end > bytes.length) {
                throw new IllegalArgumentException("a DER element is cut short");
            }
            elements.add(new Der(bytes[at] & 0xff, Arrays.copyOfRange(bytes, contentAt, end)));
            at = end;
        }
        return elements;
    }

    private static int lengthOctets(byte[] bytes, int at) {
        int first = at < bytes.length ? bytes[at] & 0xff : 0xff;
        int octets = first < 0x80 ? 1 : 1 + (first & 0x7f);
        if (first == 0x80 || octets > 4 || at + octets > bytes.length) {
            throw new IllegalArgumentException("not a DER length");
        }
        return octets;
    }

    private static int length(byte[] bytes, int from, int to) {
        if (to - from == 1) {
            return bytes[from];
        }
        int length = 0;
        for (int i = from + 1; i < to; i++) {
            length = (length << 8) | (bytes[i] & 0xff);
        }
        return length;
    }

    boolean is(int expectedTag) {
        return tag == expectedTag;
    }

    boolean isConstructed() {
        return (tag & CONSTRUCTED) != 0;
    }

    boolean sameContentAs(Der other) {
        return Arrays.equals(content, other.content);
    }

    List<Der> children() {
        return parseAll(content);
    }

    byte[] content() {
        return content.clone();
    }

    byte[] encoded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 5);
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            int octets = (39 - Integer.numberOfLeadingZeros(content.length)) / 8;
            out.write(0x80 | octets);
            for (int i = octets - 1; i >= 0; i--) {
                out.write(content.length >> (8 * i));
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
