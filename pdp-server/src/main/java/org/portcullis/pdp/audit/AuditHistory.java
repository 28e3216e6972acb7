package org.portcullis.pdp.audit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.portcullis.pdp.audit.AuditFiles.LogFile;

/**
 * The audit log, read back: the file that is written now and those it was rotated into, oldest first. Nothing is passed
 * over in silence: what cannot be read is counted in {@link Unread}.
 */
public record AuditHistory(Path log) {
    /** Whoever takes lines in batches, for example to understand several at once. */
    public interface Batches {
        /** Takes the next one. */
        void take(AuditBatch batch) throws IOException;
    }

    /** Hands on every decision that was asked for since then; none if there is no log. */
    public static Unread since(Instant then, Path log, Consumer<PastDecision> consumer) throws IOException {
        return new AuditHistory(log).decisions(Span.since(then), consumer);
    }

    /** Hands on every decision of the span. */
    public Unread decisions(Span span, Consumer<? super PastDecision> consumer) throws IOException {
        return answers(span, answer -> {
            if (answer instanceof PastDecision decision) {
                consumer.accept(decision);
            }
        });
    }

    /** Hands on every record of the span, refused questions too. */
    public Unread answers(Span span, Consumer<? super PastAnswer> consumer) throws IOException {
        Unread[] unread = {Unread.NOTHING};
        Unread files = batches(span, batch -> unread[0] = unread[0].plus(batch.forEach(consumer)));
        return unread[0].plus(files);
    }

    /** Hands on the lines of the files that can hold records of the span; which of these files could not be read. */
    public Unread batches(Span span, Batches batches) throws IOException {
        if (Files.notExists(log.toAbsolutePath().getParent())) {
            return Unread.NOTHING;
        }
        List<String> broken = new ArrayList<>();
        Batcher batcher = new Batcher(span, batches);
        for (LogFile file : new AuditFiles(log).covering(span)) {
            try {
                batcher.readAll(file);
            } catch (EOFException | ZipException e) {
                broken.add(file.path() + " breaks off or cannot be unpacked, what follows in it is left out");
            }
        }
        batcher.end();
        return new Unread(0, 0, broken);
    }

    /** Gathers lines until a batch is full. Not thread-safe. */
    private static final class Batcher {
        private final Span span;
        private final Batches batches;
        private AuditBatch filling;

        Batcher(Span span, Batches batches) {
            this.span = span;
            this.batches = batches;
            filling = new AuditBatch(span);
        }

        void readAll(LogFile file) throws IOException {
            try (InputStream in = file.open()) {
                LineSplitter lines = new LineSplitter(this::take);
                lines.drain(in);
                lines.end();
            }
        }

        private void take(byte[] line) throws IOException {
            filling.add(line);
            if (filling.isFull()) {
                handOn();
            }
        }

        void end() throws IOException {
            if (!filling.isEmpty()) {
                handOn();
            }
        }

        private void handOn() throws IOException {
            AuditBatch full = filling;
            filling = new AuditBatch(span);
            batches.take(full);
        }
    }
}
