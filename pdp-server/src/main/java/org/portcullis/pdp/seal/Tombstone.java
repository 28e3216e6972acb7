package org.portcullis.pdp.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The word of whoever holds the key that a file of the log was rewritten or removed, and where the chain stood at both of its ends. Immutable.
 *
 * @param kind what was done
 * @param at when
 * @param from where the chain stood before the first line of the file
 * @param to where it stood after the last one
 * @param digest SHA-256 of the file as it was written, in hex
 * @param before SHA-256, in hex: of a rewritten file, all that follows the tombstone in it; of a removed one, the line before it in the checkpoints
 * @param key first 16 hex digits of the SHA-256 of the public key
 * @param signature over all of this, in base64
 */
public record Tombstone(
        Kind kind, Instant at, ChainHead from, ChainHead to, String digest, String before, String key, String signature)
        implements SignedLine {
    private static final String HASH = "\"([0-9a-f]{64})\"";
    private static final Pattern LINE = Pattern.compile("\\{\"v\":1,\"notice\":\"(pseudonymised|removed)\","
            + "\"at\":\"([0-9TZ:.-]{20,30})\",\"after\":(\\d{1,18}),\"from\":" + HASH + ",\"last\":(\\d{1,18}),\"to\":"
            + HASH + ",\"digest\":" + HASH + ",\"before\":" + HASH + ",\"key\":\"([0-9a-f]{16})\""
            + ",\"signature\":\"([A-Za-z0-9+/]{86}==)\"}");

    /** What was done to a file. */
    public enum Kind {
        PSEUDONYMISED("pseudonymised"),
        REMOVED("removed");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As the log and reports say it. */
        public String word() {
            return word;
        }
    }

    /** The first line of a file that was rewritten: the stretch it held, its digest, and that of the lines that follow. */
    public static Tombstone rewritten(CheckpointKey key, Instant at, ChainStretch was, String digest, String rest) {
        return new Tombstone(Kind.PSEUDONYMISED, at, was.from(), was.to(), digest, rest, key.id(), "").signedBy(key);
    }

    /** Of the same file, now that it is removed. */
    Tombstone removed(CheckpointKey by, Instant when, String lineBefore) {
        return new Tombstone(Kind.REMOVED, when, from, to, digest, lineBefore, by.id(), "").signedBy(by);
    }

    private Tombstone signedBy(CheckpointKey by) {
        return new Tombstone(kind, at, from, to, digest, before, key, by.sign(signed()));
    }

    /** Empty of a line that is none. */
    public static Optional<Tombstone> of(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            Tombstone read = new Tombstone(
                    kind(parts.group(1)),
                    Instant.parse(parts.group(2)),
                    new ChainHead(Long.parseLong(parts.group(3)), parts.group(4)),
                    new ChainHead(Long.parseLong(parts.group(5)), parts.group(6)),
                    parts.group(7),
                    parts.group(8),
                    parts.group(9),
                    parts.group(10));
            return Optional.of(read).filter(stone -> stone.line().equals(line));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Kind kind(String word) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow();
    }

    /** How many records the file had. */
    public long records() {
        return to.seq() - from.seq();
    }

    @Override
    public String line() {
        return new String(signed(), UTF_8) + ",\"signature\":\"" + signature + "\"}";
    }

    @Override
    public byte[] signed() {
        return ("{\"v\":1,\"notice\":\"" + kind.word + "\",\"at\":\"" + at + "\",\"after\":" + from.seq()
                        + ",\"from\":\"" + from.hash() + "\",\"last\":" + to.seq() + ",\"to\":\"" + to.hash()
                        + "\",\"digest\":\"" + digest + "\",\"before\":\"" + before + "\",\"key\":\"" + key + "\"")
                .getBytes(UTF_8);
    }
}
