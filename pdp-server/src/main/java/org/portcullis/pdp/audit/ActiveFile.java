package org.portcullis.pdp.audit;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * The file that lines are appended to, mode 0640. After a disk did not keep what it had taken, it takes nothing until {@link #reopen}. Not thread-safe.
 */
final class ActiveFile implements AutoCloseable {
    private static final byte[] NEWLINE = {'\n'};

    private final Path path;
    private final boolean sync;
    private FileChannel channel;
    /** Of what the channel writes to. */
    private Object key;

    private boolean broken;

    private ActiveFile(Path path, boolean sync) throws IOException {
        this.path = path;
        this.sync = sync;
        channel = openChannel(path);
        key = keyOf(path);
    }

    /** Opens or creates it; with {@code sync}, lines are on the disk when {@link #append} returns. */
    static ActiveFile open(Path path, boolean sync) throws IOException {
        Files.deleteIfExists(nextOf(path));
        return new ActiveFile(path, sync);
    }

    /** Where the file after this one waits for its name; a crash may leave it there, empty. */
    static Path nextOf(Path path) {
        return path.resolveSibling(path.getFileName() + ".next");
    }

    private static FileChannel openChannel(Path file) throws IOException {
        boolean fresh = Files.notExists(file);
        FileChannel channel = FileChannel.open(file, CREATE, WRITE, APPEND);
        if (fresh) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        } else if (endsInMidLine(file)) {
            channel.write(ByteBuffer.wrap(NEWLINE));
        }
        return channel;
    }

    /** As a crash while a record was written leaves it; the next record starts a line of its own. */
    private static boolean endsInMidLine(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        try (FileChannel reader = FileChannel.open(file, READ)) {
            return reader.size() > 0 && reader.read(last, reader.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    /** Equal as long as the name stands for the same file; where the file system cannot tell, never. */
    private static Object keyOf(Path file) throws IOException {
        return Objects.requireNonNullElseGet(
                Files.readAttributes(file, BasicFileAttributes.class).fileKey(), Object::new);
    }

    Path path() {
        return path;
    }

    long size() throws IOException {
        return channel.size();
    }

    boolean isBroken() {
        return broken;
    }

    /** Whether the name stands for what is written to. */
    boolean isInPlace() throws IOException {
        return Files.exists(path) && keyOf(path).equals(key);
    }

    void append(byte[] lines) throws IOException {
        if (broken) {
            throw new IOException("an earlier record was lost or cut short by the disk");
        }
        long before = channel.size();
        try {
            ByteBuffer buffer = ByteBuffer.wrap(lines);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            broken = true;
            channel.truncate(before);
            broken = false;
            throw e;
        }
        if (sync) {
            trustOnlyAfter(() -> channel.force(false));
        }
    }

    /** Something without which nobody knows what the disk has kept. */
    private interface Step {
        void run() throws IOException;
    }

    private void trustOnlyAfter(Step step) throws IOException {
        boolean isDone = false;
        try {
            step.run();
            isDone = true;
        } finally {
            broken = !isDone;
        }
    }

    /** Whether {@link #moveTo} can be done: not to a broken file, a device, a link, or what somebody else has moved away. */
    boolean isMovable() throws IOException {
        return !broken && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && isInPlace();
    }

    /**
     * Gives the file that name for good and goes on in a new one. The new one is there before anything is renamed, so that a disk without room for it changes
     * nothing; a crash between the two names leaves no file of the old name, as rotation by somebody else does.
     */
    void moveTo(Path closed) throws IOException {
        if (Files.exists(closed)) {
            throw new FileAlreadyExistsException(closed.toString());
        }
        Path next = nextOf(path);
        Files.deleteIfExists(next);
        FileChannel fresh = openChannel(next);
        try {
            Files.move(path, closed, ATOMIC_MOVE);
            Files.move(next, path, ATOMIC_MOVE);
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        FileChannel old = channel;
        channel = fresh;
        key = keyOf(path);
        trustOnlyAfter(() -> {
            old.close();
            forceDirectoryOf(path);
        });
    }

    /** Waits until the names in the directory of a file are on the disk. */
    static void forceDirectoryOf(Path path) throws IOException {
        try (FileChannel directory = FileChannel.open(path.toAbsolutePath().getParent(), READ)) {
            directory.force(true);
        }
    }

    /** Opens what the name stands for now. */
    void reopen() throws IOException {
        FileChannel next = openChannel(path);
        channel.close();
        channel = next;
        key = keyOf(path);
        broken = false;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
