package org.portcullis.pdp.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.GridPki;
import org.portcullis.pdp.config.PdpConfig.CrlMode;
import org.portcullis.profile.Dn;

class CrlTimesTest {
    @TempDir
    private Path directory;

    private GridPki pki;
    private Instant time = InstantSource.system().instant();

    @BeforeEach
    void makeTwoAuthorities() {
        pki = GridPki.create(directory, InstantSource.system());
        pki.trust(new Dn(GridPki.NAMESPACE + "/CN=Second CA"), GridPki.NAMESPACE);
    }

    @Test
    void everyCaHasItsTimeWhichRunsDown() {
        CrlTimes times = times(CrlMode.REQUIRE);
        long before = soonest(times);

        time = time.plus(Duration.ofHours(1));

        assertThat(times.secondsLeft())
                .hasSize(2)
                .allSatisfy((hash, left) -> assertThat(hash).matches("[0-9a-f]{8}"));
        assertThat(soonest(times)).isEqualTo(before - 3600);
    }

    @Test
    void whatIsOverIsNegative() {
        time = time.plus(Duration.ofDays(3650));

        assertThat(soonest(times(CrlMode.IF_VALID))).isNegative();
    }

    @Test
    void whatChangesOnDiskIsReadAgain() throws IOException {
        CrlTimes times = times(CrlMode.REQUIRE);
        assertThat(times.secondsLeft()).hasSize(2);

        Files.writeString(list(), "no CRL");

        assertThat(times.secondsLeft()).hasSize(1);
    }

    @Test
    void aListWithoutItsCaIsOfNoInterest() throws IOException {
        Files.delete(Path.of(list().toString().replace(".r0", ".0")));

        assertThat(times(CrlMode.REQUIRE).secondsLeft()).hasSize(1);
    }

    @Test
    void whereListsAreIgnoredThereIsNothingToTell() {
        assertThat(times(CrlMode.IGNORE).secondsLeft()).isEmpty();
    }

    @Test
    void aDirectoryThatIsGoneIsNothingToTell() {
        CrlTimes times = new CrlTimes(directory.resolve("gone"), CrlMode.REQUIRE, () -> time);

        assertThat(times.secondsLeft()).isEmpty();
    }

    private CrlTimes times(CrlMode mode) {
        return new CrlTimes(pki.trusted().path(), mode, () -> time);
    }

    private static long soonest(CrlTimes times) {
        return times.secondsLeft().values().stream()
                .mapToLong(left -> left)
                .min()
                .orElseThrow();
    }

    private Path list() throws IOException {
        try (Stream<Path> files = Files.list(pki.trusted().path())) {
            return files.filter(file -> file.toString().endsWith(".r0"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
