package org.portcullis.pdp.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.pdp.seal.ChainHead;
import org.portcullis.pdp.seal.CheckpointKey;
import org.portcullis.pdp.seal.Checkpoints;
import org.portcullis.pdp.seal.Tombstone;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.ProtocolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JSON line per record, each linked to the one before it, in a file that is closed for the next one between two writes. Records that arrive while the disk is
 * busy are written, and waited for, together. A disk that could not keep what it had taken is not trusted again until {@link #reopen}. Thread-safe.
 */
public final class JsonLinesAuditLog implements AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(JsonLinesAuditLog.class);

    private final Path file;
    private final InstantSource clock;

    private final Object queueLock = new Object();
    /** Guarded by queueLock. */
    private Batch filling = new Batch();

    private final Object fileLock = new Object();
    /** Guarded by fileLock. */
    private final ActiveFile active;
    /** Guarded by fileLock. */
    private boolean lastKept = true;
    /** Guarded by fileLock. */
    private ChainHead head;
    /** Guarded by fileLock, but for what it tells. */
    private final Checkpoints checkpoints;
    /** Guarded by fileLock. */
    private final Rotation rotation;

    private JsonLinesAuditLog(
            ActiveFile active, Checkpoints checkpoints, ChainHead head, Rotation rotation, InstantSource clock) {
        this.file = active.path();
        this.active = active;
        this.checkpoints = checkpoints;
        this.head = head;
        this.rotation = rotation;
        this.clock = clock;
    }

    /** As {@link #open(Path, Path, boolean, Segments, InstantSource)}, in one file until somebody moves it away. */
    public static JsonLinesAuditLog open(Path file, Path key, boolean sync, InstantSource clock) throws IOException {
        return open(file, key, sync, Segments.ONE, clock);
    }

    /**
     * Opens or creates the file, and the key of its checkpoints; with {@code sync}, {@link #write} waits for the disk.
     *
     * @throws IOException if records could not be appended to it
     */
    public static JsonLinesAuditLog open(Path file, Path key, boolean sync, Segments segments, InstantSource clock)
            throws IOException {
        try {
            Checkpoints checkpoints = Checkpoints.open(checkpointsOf(file), CheckpointKey.in(key), clock);
            ChainHead head = new AuditChainEnd(file).head(checkpoints.last());
            ActiveFile active = ActiveFile.open(file, sync);
            Rotation rotation = new Rotation(active, checkpoints, head, segments, clock);
            return new JsonLinesAuditLog(active, checkpoints, head, rotation, clock);
        } catch (IOException e) {
            throw new IOException(
                    file + ": the audit log cannot be opened, its directory must exist and be writable", e);
        }
    }

    /** Where the checkpoints of a log are. */
    public static Path checkpointsOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".checkpoints");
    }

    @Override
    public void write(AuditRecord record) {
        if (!keep(AuditLine.of(record, clock.instant()))) {
            throw new ProtocolException(ErrorKind.AUDIT_UNAVAILABLE, record.replyTo(), "the record was not kept");
        }
    }

    /** Whether this line was kept. */
    boolean keep(byte[] line) {
        Batch batch = join(line);
        boolean isNews = false;
        synchronized (fileLock) {
            if (!batch.attempted) {
                boolean before = lastKept;
                attempt(batch);
                isNews = lastKept != before;
            }
        }
        if (isNews) {
            tell(batch);
        }
        return batch.kept;
    }

    /** Once, not for each of the records that a full disk refuses. */
    private void tell(Batch batch) {
        if (batch.kept) {
            LOG.info("audit records kept again file={}", file);
        } else {
            LOG.error("audit records not kept file={} error={}", file, batch.problem);
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

    private void attempt(Batch batch) {
        synchronized (queueLock) {
            filling = new Batch();
        }
        batch.attempted = true;
        rotation.turnIfOver(head);
        ByteArrayOutputStream text = new ByteArrayOutputStream(2048 * batch.lines.size());
        ChainHead after = link(batch.lines, text);
        try {
            active.append(text.toByteArray());
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

    /** Does what is due also while nobody writes, and tells the process log, which nobody who writes a record waits for. */
    void keepUp() {
        synchronized (fileLock) {
            rotation.turnIfOver(head);
            checkpoints.sign(head);
        }
        checkpoints.tell();
    }

    /** Signs that a file which was rewritten is removed now, where checkpoints are signed; see {@link Checkpoints#signRemoval}. */
    public void signRemoval(Tombstone rewritten) throws IOException {
        synchronized (fileLock) {
            checkpoints.signRemoval(rewritten);
        }
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

    /** Opens the file anew if it was moved away, or if the disk was to be repaired. */
    public void reopen() throws IOException {
        synchronized (fileLock) {
            boolean isMoved = !active.isInPlace();
            if (!active.isBroken() && !isMoved) {
                return;
            }
            checkpoints.signNow(head);
            ChainHead found = active.isBroken() ? new AuditChainEnd(file).head(head) : head;
            active.reopen();
            head = found;
            if (isMoved) {
                rotation.begin(head);
            }
        }
    }

    @Override
    public void close() {
        synchronized (fileLock) {
            checkpoints.signNow(head);
            try {
                active.close();
            } catch (IOException e) {
                LOG.warn("audit log not closed file={} error={}", file, e.toString());
            }
        }
        checkpoints.tell();
    }
}
