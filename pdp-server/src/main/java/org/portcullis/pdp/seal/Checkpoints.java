package org.portcullis.pdp.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs where a chain stands, each 1,000 lines or 60 seconds if there is anything new: into a file of its own, on the disk when the call returns. The latest one also
 * goes into the process log, from where it can travel to another machine; whoever reads that may be slow, so {@link #tell} is called where nobody waits for it.
 * Not thread-safe, but for {@link #tell}.
 */
public final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int LINES = 1_000;
    private static final Duration TIME = Duration.ofSeconds(60);

    private final Path file;
    private final CheckpointKey key;
    private final InstantSource clock;
    private Instant triedAt;
    private ChainHead tried;
    private ChainHead made;
    private String before;
    /** Whether the file may not end as {@link #before} says. */
    private boolean isDoubtful;
    /** What the process log has not been told yet; null if it has. */
    private final AtomicReference<@Nullable News> untold = new AtomicReference<>();

    /** A line for the process log. */
    private record News(boolean isKept, String text) {}

    private Checkpoints(Path file, CheckpointKey key, InstantSource clock, CheckpointFile found) {
        this.file = file;
        this.key = key;
        this.clock = clock;
        this.triedAt = clock.instant();
        this.tried = found.head();
        this.made = found.head();
        this.before = found.end();
    }

    /**
     * Goes on where the file ends; what a crash left of a line there stays as it is, and the next checkpoint names it.
     *
     * @throws IOException if it cannot be read, or its last line not be ended
     */
    public static Checkpoints open(Path file, CheckpointKey key, InstantSource clock) throws IOException {
        return new Checkpoints(file, key, clock, CheckpointFile.ended(file));
    }

    /** Where the chain of a log stood when that was last signed; the start if it never was. */
    public ChainHead last() {
        return made;
    }

    /** Signs if it is time to. */
    public void sign(ChainHead head) {
        if (head.seq() - tried.seq() >= LINES || !clock.instant().isBefore(triedAt.plus(TIME))) {
            signNow(head);
        }
    }

    /** Signs if there is anything new. What the disk does not keep is said, and tried again when the next one is due. */
    public void signNow(ChainHead head) {
        if (head.seq() <= made.seq()) {
            return;
        }
        tried = head;
        triedAt = clock.instant();
        try {
            keep(head);
        } catch (IOException e) {
            isDoubtful = true;
            untold.set(new News(false, e.toString()));
        }
    }

    private void keep(ChainHead head) throws IOException {
        endWhatIsThere();
        String line = Checkpoint.by(key, triedAt, head, before).line();
        append(line);
        made = head;
        before = hash(line);
        untold.set(new News(true, line));
    }

    private void endWhatIsThere() throws IOException {
        if (isDoubtful) {
            before = CheckpointFile.ended(file).end();
            isDoubtful = false;
        }
    }

    /**
     * Signs that a file which was rewritten is removed now.
     *
     * @throws IOException if the disk does not keep that; the file should stay then
     */
    public void signRemoval(Tombstone rewritten) throws IOException {
        endWhatIsThere();
        String line = rewritten.removed(key, clock.instant(), before).line();
        try {
            append(line);
        } catch (IOException e) {
            isDoubtful = true;
            throw e;
        }
        before = hash(line);
    }

    /** Writes the latest checkpoint, which covers those before it, or why it was not kept, into the process log, once. */
    public void tell() {
        News news = untold.getAndSet(null);
        if (news == null) {
            return;
        }
        if (news.isKept()) {
            LOG.info("audit checkpoint {}", news.text());
        } else {
            LOG.error("audit checkpoint not kept file={} error={}", file, news.text());
        }
    }

    private void append(String line) throws IOException {
        boolean fresh = Files.notExists(file);
        try (FileChannel channel = FileChannel.open(file, CREATE, APPEND)) {
            if (fresh) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            }
            long size = channel.size();
            try {
                channel.write(UTF_8.encode(line + "\n"));
                channel.force(false);
            } catch (IOException e) {
                channel.truncate(size);
                throw e;
            }
        }
    }

    static String hash(String line) {
        return HexFormat.of().formatHex(ChainHead.sha256().digest(line.getBytes(UTF_8)));
    }
}
