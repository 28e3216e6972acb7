package org.portcullis.pdp.audit;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The time of the first record among some lines. Not thread-safe. */
final class FirstTime {
    private final LineReader reader = new LineReader(Span.EVER);
    private @Nullable Instant time;

    void take(byte[] line) {
        if (time == null) {
            reader.read(line, 0, line.length, answer -> time = answer.at());
        }
    }

    Optional<Instant> time() {
        return Optional.ofNullable(time);
    }
}
