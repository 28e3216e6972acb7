package org.portcullis.pdp.audit.index;

/** A word of some kind as a number of 45 bits. Two words may have the same one, so whoever finds a line by it reads the line. */
public final class Term {
    /** Bits of an entry that say which line of its leaf it stands for; the sign is left alone, so that entries sort as they are. */
    static final int LINE_BITS = 18;

    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Term() {}

    /** The number of this word of this kind. */
    public static long of(String kind, String word) {
        long hash = over(word, over(kind, FNV_START) * FNV_PRIME);
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return (hash ^ (hash >>> 33)) >>> (LINE_BITS + 1);
    }

    private static long over(String text, long start) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** What is kept of a term that stands in a line. */
    static long entry(long term, int line) {
        return (term << LINE_BITS) | line;
    }

    /** The line of an entry. */
    static int line(long entry) {
        return (int) (entry & ((1 << LINE_BITS) - 1));
    }
}
