package org.portcullis.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** What a fuzz target is given, as its target reads it. */
final class Input {
    /** No tag of a DER value, and no beginning of a text that anybody reads. */
    private static final byte PATCH = 'P';

    private Input() {}

    /** The bytes as text; what is not UTF-8 is replaced. */
    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    /**
     * The bytes themselves or, after a {@code P}, a genuine original in which triples of them, an offset of two bytes and a
     * value, are overwritten: the way to what lies behind a signature that nobody guesses.
     */
    static byte[] patched(byte[] bytes, byte[] original) {
        if (bytes.length == 0 || bytes[0] != PATCH) {
            return bytes;
        }
        byte[] patched = Arrays.copyOf(original, original.length);
        for (int i = 1; i + 2 < bytes.length; i += 3) {
            int offset = (bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff);
            patched[offset % original.length] = bytes[i + 2];
        }
        return patched;
    }
}
