package org.portcullis.pdp.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.bundle.Rollout.Kind;
import org.portcullis.pdp.bundle.Rollout.Outcome;

class RolloutHistoryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final Rollout.Note NOTE = new Rollout.Note("officer", "a \"quoted\" reason,\"hash\":\"x\"}", "T-1");

    @TempDir
    private Path directory;

    @Test
    void entriesAreReadAsTheyWereWritten() {
        activate("", "a");
        rollback("a", "b");

        List<Rollout> entries = history().entries();

        assertThat(entries).hasSize(4);
        assertThat(entries.get(3))
                .isEqualTo(new Rollout(
                        4, NOW, new Rollout.Change(Kind.ROLLBACK, "a", "b", "1.0"), NOTE, Outcome.SWITCHED));
        assertThat(history().broken()).isEmpty();
    }

    @Test
    void changedRemovedAndSwappedLinesAreFound() throws IOException {
        activate("", "a");
        activate("a", "b");
        List<String> lines = Files.readAllLines(file(), UTF_8);

        assertThat(brokenWith(lines.get(0).replace("officer", "nobody"), lines.get(1), lines.get(2)))
                .contains(":1:");
        assertThat(brokenWith(lines.get(0), lines.get(2), lines.get(3))).contains(":2:");
        assertThat(brokenWith(lines.get(1), lines.get(0))).contains(":1:");
        assertThat(brokenWith(lines.get(0), "what is this")).contains(":2:");
        assertThat(brokenWith(lines.toArray(String[]::new))).isEmpty();
    }

    @Test
    void tornLastLineIsWrittenOver() throws IOException {
        activate("", "a");
        Files.writeString(file(), "{\"n\":3,\"at\":\"20", StandardOpenOption.APPEND);

        activate("a", "b");

        assertThat(history().entries()).hasSize(4);
        assertThat(history().broken()).isEmpty();
    }

    @Test
    void lineThatIsNoneIsNamed() throws IOException {
        Files.writeString(file(), "what is this\n");

        assertThatThrownBy(() -> history().entries())
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("history.jsonl:1");
    }

    @Test
    void eachRollbackGoesOneFurtherBack() {
        activate("", "a");
        activate("a", "b");
        activate("b", "c");
        assertThat(history().before("c")).contains("b");

        rollback("c", "b");
        assertThat(history().before("b")).contains("a");

        rollback("b", "a");
        assertThat(history().before("a")).isEmpty();
    }

    @Test
    void refusedAndInterruptedChangesLeaveNoTrackToGoBackOn() {
        activate("", "a");
        add(Kind.ACTIVATE, "a", "b", Outcome.BEGUN);
        add(Kind.ACTIVATE, "a", "b", Outcome.REFUSED);
        add(Kind.ACTIVATE, "a", "c", Outcome.BEGUN);
        add(Kind.ACTIVATE, "a", "c", Outcome.INTERRUPTED);

        assertThat(history().standing()).extracting(Rollout.Change::to).containsExactly("a");
        assertThat(history().before("b")).isEmpty();
    }

    @Test
    void rollbackUnderWayIsOneAlready() {
        activate("", "a");
        activate("a", "b");
        assertThat(history().rolledBackTo()).isEmpty();

        add(Kind.ROLLBACK, "b", "a", Outcome.BEGUN);

        assertThat(history().rolledBackTo()).contains("a");
    }

    private String brokenWith(String... lines) throws IOException {
        Files.writeString(file(), String.join("\n", lines) + "\n");
        return history().broken().orElse("");
    }

    private void activate(String from, String to) {
        add(Kind.ACTIVATE, from, to, Outcome.BEGUN);
        add(Kind.ACTIVATE, from, to, Outcome.IN_FORCE);
    }

    private void rollback(String from, String to) {
        add(Kind.ROLLBACK, from, to, Outcome.BEGUN);
        add(Kind.ROLLBACK, from, to, Outcome.SWITCHED);
    }

    private void add(Kind kind, String from, String to, Outcome outcome) {
        history().add(NOW, new Rollout.Change(kind, from, to, "1.0"), NOTE, outcome);
    }

    private RolloutHistory history() {
        return new RolloutHistory(file());
    }

    private Path file() {
        return directory.resolve("history.jsonl");
    }
}
