package org.portcullis.pdp.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.portcullis.pdp.seal.ChainStretch;
import org.portcullis.pdp.seal.CheckpointKey;
import org.portcullis.pdp.seal.Tombstone;

/** Puts pseudonyms into a closed file, under a tombstone that vouches for what was there and for what is there now. */
record SegmentRewriting(PseudonymousLine names, CheckpointKey key) {
    /**
     * Rewrites the file; a crash leaves the old one or the new one.
     *
     * @throws IOException if a disk fails, or if the file is not as it was written: then it stays as it is, to be looked at
     */
    void rewrite(Path segment, Instant now) throws IOException {
        Path rest = segment.resolveSibling(segment.getFileName() + ".rest");
        Path next = segment.resolveSibling(segment.getFileName() + ".new");
        try {
            Tombstone tombstone = copy(segment, rest, now);
            try (OutputStream out = create(next)) {
                out.write((tombstone.line() + "\n").getBytes(StandardCharsets.US_ASCII));
                Files.copy(rest, out);
            }
            force(next);
            Files.move(next, segment, StandardCopyOption.ATOMIC_MOVE);
            ActiveFile.forceDirectoryOf(segment);
        } finally {
            Files.deleteIfExists(rest);
            Files.deleteIfExists(next);
        }
    }

    private Tombstone copy(Path segment, Path rest, Instant now) throws IOException {
        MessageDigest before = sha256();
        MessageDigest after = sha256();
        ChainStretch stretch = new ChainStretch();
        try (InputStream in = new DigestInputStream(Files.newInputStream(segment), before);
                OutputStream out = new DigestOutputStream(new BufferedOutputStream(create(rest), 1 << 16), after)) {
            LineSplitter lines = new LineSplitter(line -> {
                stretch.take(line);
                Optional<byte[]> renamed = names.of(line);
                if (renamed.isPresent()) {
                    out.write(renamed.get());
                    out.write('\n');
                }
            });
            lines.drain(in);
            lines.end();
        }
        if (!stretch.isWhole()) {
            throw new IOException(segment + ": is not as it was written, see `portcullis audit verify`");
        }
        return Tombstone.rewritten(key, now, stretch, hex(before), hex(after));
    }

    private static OutputStream create(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        return Files.newOutputStream(file, StandardOpenOption.WRITE);
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
