package org.portcullis.pdp.seal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.Optional;

/** A file of the log that begins with a tombstone, while it is read. Not thread-safe. */
final class RewrittenFile {
    private final Tombstone tombstone;
    private final MessageDigest rest = ChainHead.sha256();

    private RewrittenFile(Tombstone tombstone) {
        this.tombstone = tombstone;
    }

    /** Empty if the first line of a file is none of a rewritten one. */
    static Optional<RewrittenFile> beginningWith(byte[] line) {
        return Tombstone.of(new String(line, ISO_8859_1))
                .filter(stone -> stone.kind() == Tombstone.Kind.PSEUDONYMISED)
                .map(RewrittenFile::new);
    }

    void take(byte[] line, boolean whole) {
        rest.update(line);
        if (whole) {
            rest.update((byte) '\n');
        }
    }

    Tombstone tombstone() {
        return tombstone;
    }

    /** Why it is not as it was rewritten; empty if it is. */
    String problem(PublicKey key) {
        String forgery = tombstone.forgery(key);
        if (!forgery.isEmpty()) {
            return forgery;
        }
        return HexFormat.of().formatHex(rest.digest()).equals(tombstone.before())
                ? ""
                : "the lines after it are not those that were rewritten";
    }
}
