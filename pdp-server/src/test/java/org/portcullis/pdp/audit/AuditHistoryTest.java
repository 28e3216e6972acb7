package org.portcullis.pdp.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.profile.Decision.Deny;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.ReasonCode;

class AuditHistoryTest {
    private static final Path FIRST_SCHEMA = Path.of("src/test/golden/audit-1");

    @TempDir
    private Path directory;

    private final List<PastAnswer> read = new ArrayList<>();

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "deny",
                "deny-ban",
                "deny-doubts",
                "not-applicable",
                "indeterminate",
                "odd-names",
                "permit-by-name"
            })
    void recordsOfTheFirstSchemaAreReadAndCalledPartial(String name) throws IOException {
        write("audit.jsonl", Files.readString(FIRST_SCHEMA.resolve(name + ".json")));

        Unread unread = readAll();

        assertThat(unread).isEqualTo(Unread.NOTHING);
        assertThat(read).hasSize(1).allSatisfy(answer -> {
            assertThat(((PastDecision) answer).partial()).isTrue();
            assertThat(answer.id()).isEqualTo(new UUID(1, 2));
        });
    }

    @Test
    void obligationsThatWereToldBeforeTellWhatThePepSupports() throws IOException {
        write("audit.jsonl", Files.readString(FIRST_SCHEMA.resolve("permit-by-number.json")));

        readAll();

        PastDecision past = (PastDecision) read.get(0);
        assertThat(past.request().supported().known())
                .isEqualTo(Set.of(ObligationId.UIDGID, ObligationId.SECONDARY_GIDS, ObligationId.USERNAME));
        assertThat(past.request().pilotJob().pilot()).isPresent();
    }

    @Test
    void rotatedFilesAreReadInTheOrderOfTheirRecords() throws IOException {
        write("audit.jsonl", line(6));
        write("audit.jsonl.1", line(5));
        pack("audit.jsonl.2.gz", line(4).getBytes(UTF_8));
        write("audit.jsonl-20260101", line(3));
        write("audit-2026-01-01.jsonl", line(2));
        pack("audit.jsonl-20251231.gz", line(1).getBytes(UTF_8));
        write("audit.jsonl.1.gz", "being packed: what it is made from is there");
        write("audit.jsonl.swp", "not ours");
        write("audit.json", "not ours");

        Unread unread = readAll();

        assertThat(unread).isEqualTo(Unread.NOTHING);
        assertThat(read)
                .extracting(answer -> answer.id().getLeastSignificantBits())
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @ParameterizedTest(name = "from {0} to {1}")
    @CsvSource({"2, 5, 2 3 4", "0, 9, 1 2 3 4 5 6", "6, 9, 6", "7, 9, ''", "3, 4, 3"})
    void onlyWhatLiesInTheSpanIsHandedOn(int since, int until, String numbers) throws IOException {
        write("audit.jsonl.2", line(1) + line(2));
        write("audit.jsonl.1", line(3) + line(4));
        write("audit.jsonl", line(5) + line(6));

        new AuditHistory(directory.resolve("audit.jsonl")).answers(new Span(at(since), at(until)), read::add);

        assertThat(read)
                .extracting(answer -> Long.toString(answer.id().getLeastSignificantBits()))
                .containsExactlyElementsOf(Arrays.stream(numbers.split(" "))
                        .filter(number -> !number.isEmpty())
                        .toList());
    }

    @Test
    void linesThatCannotBeReadAreCounted() throws IOException {
        String good = line(1);
        write(
                "audit.jsonl",
                good.substring(0, 300) + "\n" + good + "\0\0\0\n" + good.replace("\"v\":2", "\"v\":3") + "[]\n{}\n"
                        + good.replace("/C=XX/CN=Alice", "Alice") + good.strip() + good + line(2));

        Unread unread = readAll();

        assertThat(unread).isEqualTo(new Unread(6, 1, List.of()));
        assertThat(unread.sentences())
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).startsWith("incomplete: "));
        assertThat(read).hasSize(2);
    }

    @Test
    void filesThatBreakOffOrCannotBeUnpackedAreTold() throws IOException {
        byte[] whole = packed((line(1) + line(2)).repeat(500).getBytes(UTF_8));
        Files.write(directory.resolve("audit.jsonl.2.gz"), Arrays.copyOf(whole, whole.length / 2));
        write("audit.jsonl.3.xz", "packed by something else");
        write("audit.jsonl", line(3));

        Unread unread = readAll();

        assertThat(unread.files())
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).contains("audit.jsonl.2.gz"))
                .anySatisfy(text -> assertThat(text).contains("audit.jsonl.3.xz"));
        assertThat(read).hasSizeGreaterThan(1);
    }

    @Test
    void noLogIsNoHistory() throws IOException {
        assertThat(readAll()).isEqualTo(Unread.NOTHING);
        assertThat(new AuditHistory(directory.resolve("missing/audit.jsonl")).answers(Span.EVER, read::add))
                .isEqualTo(Unread.NOTHING);
        assertThat(read).isEmpty();
    }

    @Test
    void refusedQuestionsAreHandedOnAsSuch() throws IOException {
        write(
                "audit.jsonl",
                new String(AuditLine.of(Records.refused(ErrorKind.UNTRUSTED_PEP), Records.WRITTEN), UTF_8) + "\n");

        readAll();

        assertThat(read)
                .singleElement()
                .satisfies(answer -> assertThat(answer.words()).isEqualTo(new AnswerText("Refused", "untrusted-pep")));
    }

    @Test
    void followerGoesOnAfterTheLogWasMovedAwayAndAfterItWasEmptied() throws IOException {
        Path log = write("audit.jsonl", line(1));
        try (LogFollower follower = new LogFollower(log, read::add)) {
            Files.writeString(log, line(2), StandardOpenOption.APPEND);
            follower.poll();
            Files.writeString(log, line(3), StandardOpenOption.APPEND);
            Files.move(log, directory.resolve("audit.jsonl.1"));
            write("audit.jsonl", line(4) + line(5).substring(0, 99));
            follower.poll();
            Files.writeString(log, line(5).substring(99), StandardOpenOption.APPEND);
            follower.poll();
            write("audit.jsonl", line(6));
            follower.poll();
        }

        assertThat(read)
                .extracting(answer -> answer.id().getLeastSignificantBits())
                .containsExactly(2L, 3L, 4L, 5L, 6L);
    }

    private Unread readAll() throws IOException {
        return new AuditHistory(directory.resolve("audit.jsonl")).answers(Span.EVER, read::add);
    }

    /** The record of a Deny that came in the hour of that number. */
    private String line(int number) {
        var request = Snapshots.request("/C=XX/CN=Alice", "/atlas");
        var record = (AuditRecord.Decided) Records.decided(directory, request, new Deny(ReasonCode.NO_POLICY));
        var context = new RequestContext(
                new UUID(0, number), at(number), record.context().pepDn(), "192.0.2.1");
        var moved = new AuditRecord.Decided(
                context, record.replyTo(), request, record.snapshot(), record.verdict(), record.answer());
        return new String(AuditLine.of(moved, at(number)), UTF_8) + "\n";
    }

    private static Instant at(int hour) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3600L * hour);
    }

    private Path write(String name, String text) {
        return Snapshots.write(directory.resolve(name), text);
    }

    private void pack(String name, byte[] bytes) throws IOException {
        Files.write(directory.resolve(name), packed(bytes));
    }

    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
