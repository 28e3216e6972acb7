package org.portcullis.pdp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.audit.Retention.Kind;
import org.portcullis.pdp.seal.Break;
import org.portcullis.pdp.seal.SealReport;
import org.portcullis.pdp.seal.Tombstone;

/** What becomes of closed files with the years, and what can still be shown then. */
class RetentionTest {
    private static final Duration HALF_A_YEAR = Duration.ofDays(180);
    private static final Duration LONG_AFTER = Duration.ofDays(180 + 365);

    @TempDir
    private Path directory;

    private OldLog old;

    @BeforeEach
    void writeALog() throws IOException {
        old = OldLog.in(directory);
    }

    @Test
    void filesAreKeptAsTheyAreUntilTheyAreOld() throws IOException {
        OldLog.Done done = old.dealWith(HALF_A_YEAR.minusSeconds(2));

        assertThat(done.steps()).isEmpty();
        assertThat(keys()).isEmpty();
    }

    @Test
    void oldFilesHavePseudonymsForNamesAndAreStillVouchedFor() throws IOException {
        List<PastAnswer> before = read();
        List<Path> closed = old.closed();

        OldLog.Done done = old.dealWith(HALF_A_YEAR);

        SealReport report = old.sealed().verify();
        assertThat(done.problems()).isEmpty();
        assertThat(done.steps()).extracting(Retention.Step::kind).containsOnly(Kind.PSEUDONYMISE);
        assertThat(done.steps()).extracting(Retention.Step::file).isEqualTo(closed.subList(0, closed.size() - 1));
        assertThat(report.breaks()).isEmpty();
        assertThat(report.lines()).isEqualTo(50);
        assertThat(report.tombstones())
                .hasSize(closed.size() - 1)
                .allSatisfy(stone -> assertThat(stone.kind()).isEqualTo(Tombstone.Kind.PSEUDONYMISED));
        assertThat(Files.readString(closed.get(0)))
                .startsWith("{\"v\":1,\"notice\":\"pseudonymised\",")
                .contains("\"pepDn\":\"/CN=pseudonym:")
                .doesNotContain("CN=ce1", "\"chain\":");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(closed.get(0))))
                .isEqualTo("rw-r-----");
        assertThat(read()).hasSameSizeAs(before);
        assertThat(read())
                .extracting(PastAnswer::at)
                .isEqualTo(before.stream().map(PastAnswer::at).toList());
    }

    @Test
    void itIsDoneOnceAndLeavesNothingBehind() throws IOException {
        old.dealWith(HALF_A_YEAR);
        List<String> names = names();

        assertThat(old.dealWith(HALF_A_YEAR.plusDays(1)).steps()).isEmpty();
        assertThat(names()).isEqualTo(names);
        assertThat(names).noneMatch(name -> name.endsWith(".new") || name.endsWith(".rest"));
    }

    @Test
    void olderStillTheyGoAndATombstoneStays() throws IOException {
        old.dealWith(HALF_A_YEAR);
        int files = old.closed().size();

        OldLog.Done done = old.dealWith(LONG_AFTER);

        SealReport report = old.sealed().verify();
        assertThat(done.problems()).isEmpty();
        assertThat(done.steps()).extracting(Retention.Step::kind).containsOnly(Kind.REMOVE);
        assertThat(old.closed()).hasSize(1);
        assertThat(report.breaks()).isEmpty();
        assertThat(report.tombstones())
                .hasSize(files - 1)
                .allSatisfy(stone -> assertThat(stone.kind()).isEqualTo(Tombstone.Kind.REMOVED));
        assertThat(report.first())
                .isEqualTo(report.tombstones().get(files - 2).to().seq() + 1);
    }

    @Test
    void fileThatWasRemovedFromTheMiddleIsBridgedByItsTombstone() throws IOException {
        old.dealWith(HALF_A_YEAR);
        Path first = old.closed().get(0);
        Path second = old.closed().get(1);
        byte[] kept = Files.readAllBytes(first);
        byte[] taken = Files.readAllBytes(second);
        old.dealWith(LONG_AFTER);
        Files.write(first, kept);
        List<Break> bridged = old.sealed().verify().breaks();
        Files.write(second, taken);
        Files.delete(first);
        List<Break> alsoThere = old.sealed().verify().breaks();

        assertThat(bridged).isEmpty();
        assertThat(alsoThere).isEmpty();
    }

    @Test
    void chainGoesOnAfterwards() throws IOException {
        old.dealWith(HALF_A_YEAR);
        old.dealWith(LONG_AFTER);

        try (JsonLinesAuditLog log = old.sealed().open(InstantSource.fixed(Records.WRITTEN.plus(LONG_AFTER)))) {
            SealedLog.writeTo(log, 51, 10);
        }

        assertThat(old.sealed().verify().breaks()).isEmpty();
        assertThat(old.sealed().verify().signedUpTo()).isEqualTo(60);
    }

    @Test
    void fileThatIsNotAsItWasWrittenStaysForWhoeverLooksIntoIt() throws IOException {
        Path changed = old.closed().get(0);
        Files.writeString(changed, Files.readString(changed).replaceFirst("192.0.2.1", "192.0.2.9"));

        OldLog.Done done = old.dealWith(HALF_A_YEAR);

        assertThat(done.problems()).hasSize(1).first().asString().contains("is not as it was written");
        assertThat(Files.readString(changed)).contains("192.0.2.9");
        assertThat(old.sealed().verify().tombstones()).isNotEmpty();
    }

    @Test
    void nothingIsDoneOnHold() throws IOException {
        Files.createFile(directory.resolve("audit.jsonl.hold"));

        assertThat(old.dealWith(LONG_AFTER).steps()).isEmpty();
        assertThat(old.retention().isOnHold()).isTrue();
    }

    @Test
    void keyOfAYearIsDestroyedAYearAfterThatYear() throws IOException {
        old.dealWith(HALF_A_YEAR);
        List<String> made = keys();
        old.dealWith(Duration.ofDays(365 + 364));
        List<String> stillThere = keys();
        OldLog.Done done = old.dealWith(Duration.ofDays(365 + 365));

        assertThat(made).containsExactly("audit.jsonl.pseudonyms-2026");
        assertThat(stillThere).isEqualTo(made);
        assertThat(done.steps()).extracting(Retention.Step::kind).containsOnly(Kind.DESTROY_KEY);
        assertThat(keys()).isEmpty();
    }

    private List<PastAnswer> read() throws IOException {
        List<PastAnswer> read = new ArrayList<>();
        Unread unread = new AuditHistory(old.sealed().file()).answers(Span.EVER, read::add);
        assertThat(unread).isEqualTo(Unread.NOTHING);
        return read;
    }

    private List<String> keys() throws IOException {
        return names().stream().filter(name -> name.contains("pseudonyms")).toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
