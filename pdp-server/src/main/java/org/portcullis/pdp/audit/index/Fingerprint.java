package org.portcullis.pdp.audit.index;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What an index is held against: the size of its log file, when that was changed last (in nanoseconds), and the SHA-256 of
 * its first line in hex. A file keeps it when it is renamed.
 */
public record Fingerprint(long size, long modified, String firstLine) {
    private static final int LONGEST_LINE = 1 << 16;

    /** Of the file behind this channel, which is left where it stands; {@code modified} is what its directory says. */
    public static Fingerprint of(FileChannel file, long modified) throws IOException {
        ByteBuffer beginning = ByteBuffer.allocate((int) Math.min(LONGEST_LINE, file.size()));
        boolean isMore = true;
        while (isMore && beginning.hasRemaining()) {
            isMore = file.read(beginning, beginning.position()) > 0;
        }
        byte[] read = Arrays.copyOf(beginning.array(), beginning.position());
        return new Fingerprint(file.size(), modified, ofFirstLine(read));
    }

    /** The SHA-256 of what stands before the first line feed of these bytes, in hex. */
    public static String ofFirstLine(byte[] beginning) {
        int end = 0;
        while (end < Math.min(beginning.length, LONGEST_LINE) && beginning[end] != '\n') {
            end++;
        }
        MessageDigest digest = sha256();
        digest.update(beginning, 0, end);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A name for the index, which no other file has. */
    public String indexName() {
        byte[] all = (firstLine + " " + size + " " + modified).getBytes(US_ASCII);
        return HexFormat.of().formatHex(sha256().digest(all), 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
