package org.portcullis.pdp.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Some lines of the audit log that follow each other, not yet understood. Immutable once it is handed out. */
public final class AuditBatch {
    static final int LINES = 2048;

    private final Span span;
    private final List<byte[]> lines = new ArrayList<>(LINES);

    AuditBatch(Span span) {
        this.span = span;
    }

    void add(byte[] line) {
        lines.add(line);
    }

    boolean isFull() {
        return lines.size() >= LINES;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Hands on every record of the span in order, and says what could not be read. */
    public Unread forEach(Consumer<? super PastAnswer> consumer) {
        return forEachLine((line, answer) -> consumer.accept(answer));
    }

    /** As {@link #forEach}, with the line that each record stands in. */
    Unread forEachLine(BiConsumer<byte[], ? super PastAnswer> consumer) {
        LineReader reader = new LineReader(span);
        long damaged = 0;
        long unknown = 0;
        for (byte[] line : lines) {
            LineReader.Outcome outcome = reader.read(line, 0, line.length, answer -> consumer.accept(line, answer));
            damaged += outcome == LineReader.Outcome.DAMAGED ? 1 : 0;
            unknown += outcome == LineReader.Outcome.UNKNOWN ? 1 : 0;
        }
        return new Unread(damaged, unknown, List.of());
    }
}
