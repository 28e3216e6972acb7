package org.portcullis.pdp.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The word of whoever holds the key that the chain stood here at this time: one line, which names the one before it by its SHA-256. Immutable.
 *
 * @param at when it was made
 * @param head where the chain stood
 * @param before SHA-256 of the line of the checkpoint before it, in hex; 64 zeros of the first
 * @param key first 16 hex digits of the SHA-256 of the public key
 * @param signature over all of this, in base64
 */
public record Checkpoint(Instant at, ChainHead head, String before, String key, String signature)
        implements SignedLine {
    private static final Pattern LINE =
            Pattern.compile("(\\{\"v\":1,\"at\":\"([0-9TZ:.-]{20,30})\",\"seq\":(\\d{1,18}),"
                    + "\"chain\":\"([0-9a-f]{64})\",\"before\":\"([0-9a-f]{64})\",\"key\":\"([0-9a-f]{16})\")"
                    + ",\"signature\":\"([A-Za-z0-9+/]{86}==)\"}");

    /** Made with a key. */
    static Checkpoint by(CheckpointKey key, Instant at, ChainHead head, String before) {
        Checkpoint unsigned = new Checkpoint(at, head, before, key.id(), "");
        return new Checkpoint(at, head, before, key.id(), key.sign(unsigned.signed()));
    }

    /** Empty of a line that is none. */
    static Optional<Checkpoint> of(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            ChainHead head = new ChainHead(Long.parseLong(parts.group(3)), parts.group(4));
            return Optional.of(new Checkpoint(
                    Instant.parse(parts.group(2)), head, parts.group(5), parts.group(6), parts.group(7)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String line() {
        return new String(signed(), UTF_8) + ",\"signature\":\"" + signature + "\"}";
    }

    @Override
    public byte[] signed() {
        return ("{\"v\":1,\"at\":\"" + at + "\",\"seq\":" + head.seq() + ",\"chain\":\"" + head.hash()
                        + "\",\"before\":\"" + before + "\",\"key\":\"" + key + "\"")
                .getBytes(UTF_8);
    }
}
