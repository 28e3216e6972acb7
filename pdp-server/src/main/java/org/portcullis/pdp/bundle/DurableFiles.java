package org.portcullis.pdp.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.portcullis.pdp.config.ConfigException;

/** Files that are there whole or not at all, whatever stops the machine; readable for the server whoever writes them. */
final class DurableFiles {
    private static final String UNFINISHED = ".tmp-";
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwxr-xr-x");

    private DurableFiles() {}

    /** Something done with a disk. */
    interface Step<T> {
        T run() throws IOException;
    }

    /** Does it; a disk that refuses is a problem of the site's configuration. */
    static <T> T with(Path where, Step<T> step) {
        try {
            return step.run();
        } catch (IOException e) {
            throw new ConfigException(List.of(where + ": cannot be used: " + e));
        }
    }

    /** Writes a file under its name once its content is on the disk. */
    static Path write(Path file, byte[] content) throws IOException {
        Path unfinished = unfinished(file);
        writeHere(unfinished, content);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        sync(parent(file));
        return file;
    }

    /** Writes a file where nobody looks yet. */
    static void writeHere(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            Files.setPosixFilePermissions(file, FILE);
            channel.force(true);
        }
    }

    /** Makes a directory, with those above it. */
    static Path directory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, DIRECTORY);
        }
        return directory;
    }

    /** Gives a directory its name once all in it is on the disk. */
    static void publish(Path unfinished, Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(unfinished)) {
            for (Path inner : found.filter(Files::isDirectory).toList()) {
                sync(inner);
            }
        }
        Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
        sync(parent(directory));
    }

    /** Points a link elsewhere; whoever reads it sees the old target or the new one. */
    static void link(Path link, Path target) throws IOException {
        Path unfinished = unfinished(link);
        Files.createSymbolicLink(unfinished, target);
        Files.move(unfinished, link, StandardCopyOption.ATOMIC_MOVE);
        sync(parent(link));
    }

    /** A name beside this one that {@link #sweep} takes away if nobody finishes it. */
    static Path unfinished(Path file) {
        return file.resolveSibling(UNFINISHED + UUID.randomUUID());
    }

    /** Takes away what was begun in a directory and never finished. */
    static void sweep(Path directory) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, UNFINISHED + "*")) {
            for (Path unfinished : left) {
                deleteTree(unfinished);
            }
        }
    }

    /** Deletes a file, a link or a whole directory, if it is there. */
    static void deleteTree(Path root) throws IOException {
        if (Files.notExists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> found = Files.walk(root)) {
            for (Path inner : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(inner);
            }
        }
    }

    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path parent(Path file) {
        return file.resolveSibling(".").normalize();
    }
}
