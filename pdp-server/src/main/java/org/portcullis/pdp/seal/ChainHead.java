package org.portcullis.pdp.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where a chain of lines stands: the number of the last one (0 before the first), and the SHA-256, in hex, over everything up to it. Lines are bytes without
 * their line feed. Immutable.
 */
public record ChainHead(long seq, String hash) {
    /** Before the first line. */
    public static final ChainHead START = new ChainHead(0, "0".repeat(64));

    /** Where the chain stood before a line that {@link #link} made; empty of any other. */
    public static Optional<ChainHead> before(byte[] line) {
        return Link.of(line).map(Link::head);
    }

    /** The next line: the object in these bytes, which end with a brace, with its number and this hash as its last members. */
    public byte[] link(byte[] object) {
        byte[] members = (",\"seq\":" + (seq + 1) + ",\"chain\":\"" + hash + "\"}").getBytes(US_ASCII);
        byte[] line = new byte[object.length - 1 + members.length];
        System.arraycopy(object, 0, line, 0, object.length - 1);
        System.arraycopy(members, 0, line, object.length - 1, members.length);
        return line;
    }

    /** After the line that {@link #link} made. */
    public ChainHead after(byte[] line) {
        return new ChainHead(seq + 1, over(line));
    }

    /** After something that stands where a line should: what a crash left of one. It has no number, but nobody can change it unseen. */
    public ChainHead past(byte[] remains) {
        return new ChainHead(seq, over(remains));
    }

    /** Where another file of the log begins; files of which no line has a number are not part of the chain. */
    ChainHead atFile() {
        return seq == 0 ? START : this;
    }

    private String over(byte[] line) {
        MessageDigest sha = sha256();
        sha.update(hash.getBytes(US_ASCII));
        return HexFormat.of().formatHex(sha.digest(line));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
