package org.portcullis.load.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A kind of text file by who may read it. Files are never seen half-written nor, even for a moment, too open. */
public enum TextFile {
    /** Certificates and policies, for everybody. */
    PUBLIC("rw-r--r--"),
    /** A key: its owner may read it and nobody may change it. */
    KEY("r--------"),
    /** A proxy with its key, for its owner. */
    PROXY("rw-------");

    private final String permissions;

    TextFile(String permissions) {
        this.permissions = permissions;
    }

    /** Writes a file, and the directories above it, in the place of the one before. */
    public void write(Path file, String text) {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(unfinished);
            try (SeekableByteChannel channel = Files.newByteChannel(
                    unfinished,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)))) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write `" + file + "`: " + e.getMessage(), e);
        }
    }
}
