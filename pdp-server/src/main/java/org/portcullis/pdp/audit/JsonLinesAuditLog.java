package org.portcullis.pdp.audit;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.portcullis.pdp.seal.ChainHead;
import org.portcullis.pdp.seal.CheckpointKey;
import org.portcullis.pdp.seal.Checkpoints;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.ProtocolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JSON line per record in one file, mode 0640, each linked to the one before it. Records that arrive while the disk is busy are written, and waited for,
 * together. A disk that could not keep what it had taken is not trusted again until {@link #reopen}. Thread-safe.
 */
public final class JsonLinesAuditLog implements AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(JsonLinesAuditLog.class);

    private static final byte[] NEWLINE = {'\n'};

    private final Path file;
    private final boolean sync;
    private final InstantSource clock;

    private final Object queueLock = new Object();
    /** Guarded by queueLock. */
    private Batch filling = new Batch();

    private final Object fileLock = new Object();
    /** Guarded by fileLock. */
    private FileChannel channel;
    /** Of what the channel writes to. Guarded by fileLock. */
    private Object fileKey;
    /** Guarded by fileLock. */
    private boolean broken;
    /** Guarded by fileLock. */
    private boolean lastKept = true;
    /** Guarded by fileLock. */
    private ChainHead head;
    /** Guarded by fileLock, but for what it tells. */
    private final Checkpoints checkpoints;

    private JsonLinesAuditLog(Path file, boolean sync, InstantSource clock, Checkpoints checkpoints)
            throws IOException {
        this.file = file;
        this.sync = sync;
        this.clock = clock;
        this.checkpoints = checkpoints;
        head = new AuditChainEnd(file).head(checkpoints.last());
        channel = openChannel(file);
        fileKey = keyOf(file);
    }

    /**
     * Opens or creates the file, and the key of its checkpoints; with {@code sync}, {@link #write} waits for the disk.
     *
     * @throws IOException if records could not be appended to it
     */
    public static JsonLinesAuditLog open(Path file, Path key, boolean sync, InstantSource clock) throws IOException {
        try {
            Checkpoints checkpoints = Checkpoints.open(checkpointsOf(file), CheckpointKey.in(key), clock);
            return new JsonLinesAuditLog(file, sync, clock, checkpoints);
        } catch (IOException e) {
            throw new IOException(
                    file + ": the audit log cannot be opened, its directory must exist and be writable", e);
        }
    }

    /** Where the checkpoints of a log are. */
    public static Path checkpointsOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".checkpoints");
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

    @Override
    public void write(AuditRecord record) {
        Batch batch = join(AuditLine.of(record, clock.instant()));
        boolean isFirst;
        synchronized (fileLock) {
            isFirst = !batch.attempted;
            if (isFirst) {
                keep(batch);
            }
        }
        if (isFirst && !batch.kept) {
            LOG.error("audit records not kept file={} error={}", file, batch.problem);
        }
        if (!batch.kept) {
            throw new ProtocolException(ErrorKind.AUDIT_UNAVAILABLE, record.replyTo(), "the record was not kept");
        }
    }

    /** Whether the last attempt to keep records succeeded. */
    public boolean isWritable() {
        synchronized (fileLock) {
            return lastKept;
        }
    }

    private Batch join(byte[] line) {
        synchronized (queueLock) {
            filling.lines.add(line);
            return filling;
        }
    }

    private void keep(Batch batch) {
        synchronized (queueLock) {
            filling = new Batch();
        }
        batch.attempted = true;
        ByteArrayOutputStream text = new ByteArrayOutputStream(2048 * batch.lines.size());
        ChainHead after = link(batch.lines, text);
        try {
            append(text.toByteArray());
            head = after;
            batch.kept = true;
        } catch (IOException e) {
            batch.problem = e.toString();
        }
        lastKept = batch.kept;
        checkpoints.sign(head);
    }

    private ChainHead link(List<byte[]> lines, ByteArrayOutputStream text) {
        ChainHead next = head;
        for (byte[] line : lines) {
            byte[] linked = next.link(line);
            text.writeBytes(linked);
            text.write('\n');
            next = next.after(linked);
        }
        return next;
    }

    /** Signs where the log stands, if it is time to, and tells the process log, which nobody who writes a record waits for. */
    void signCheckpoint() {
        synchronized (fileLock) {
            checkpoints.sign(head);
        }
        checkpoints.tell();
    }

    /**
     * Lines that go to the disk together and share its answer. Lines are guarded by queueLock; the rest is set once, under fileLock, which whoever reads it has
     * held since.
     */
    private static final class Batch {
        private final List<byte[]> lines = new ArrayList<>();
        private boolean attempted;
        private boolean kept;
        private String problem = "";
    }

    private void append(byte[] lines) throws IOException {
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
            force();
        }
    }

    private void force() throws IOException {
        try {
            channel.force(false);
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }

    /** Opens the file anew if it was moved away, or if the disk was to be repaired. */
    public void reopen() throws IOException {
        synchronized (fileLock) {
            if (!broken && Files.exists(file) && keyOf(file).equals(fileKey)) {
                return;
            }
            checkpoints.signNow(head);
            ChainHead found = broken ? new AuditChainEnd(file).head(head) : head;
            FileChannel next = openChannel(file);
            channel.close();
            channel = next;
            fileKey = keyOf(file);
            head = found;
            broken = false;
        }
    }

    @Override
    public void close() {
        synchronized (fileLock) {
            checkpoints.signNow(head);
            try {
                channel.close();
            } catch (IOException e) {
                LOG.warn("audit log not closed file={} error={}", file, e.toString());
            }
        }
        checkpoints.tell();
    }
}
