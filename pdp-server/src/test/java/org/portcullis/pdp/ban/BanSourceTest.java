package org.portcullis.pdp.ban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.store.SqliteBanStore;

/** Bans from a file and a store, of which either may break. */
class BanSourceTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:04:05Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    @TempDir
    private Path directory;

    private Path file;
    private SqliteBanStore store;

    @BeforeEach
    void makeAStore() {
        file = directory.resolve("bans.txt");
        store = new SqliteBanStore(directory.resolve("bans.db"));
        store.prepare();
    }

    @ParameterizedTest(name = "{0} is taken: {1}")
    @CsvSource({
        "B01_empty.txt, false",
        "B02_midline.txt, false",
        "B04_shrunk.txt, false",
        "B05_one_bad.txt, false",
        "B06_crlf_bom.txt, true",
        "B07_emptystring.txt, false",
        "B07_slash.txt, false",
        "B07_star.txt, false",
        "B08_two_forms.txt, true"
    })
    void filesOfTheCatalogueNeverUnban(String name, boolean taken) throws IOException {
        Path catalogue = Path.of("src/test/resources/badinputs/ban");
        Files.copy(catalogue.resolve("B00_good.txt"), file);
        source().load();
        Files.delete(file);
        Files.copy(catalogue.resolve(name), file);

        BanSource.Loaded loaded = source().load();

        assertThat(loaded.problems().isEmpty()).as("%s", loaded.problems()).isEqualTo(taken);
        assertThat(isBanned(loaded, "/C=XX/O=Grid/CN=Banned User")).isTrue();
        assertThat(isBanned(loaded, "/C=XX/O=Grid/CN=Banned User 499")).isTrue();
        assertThat(isBanned(loaded, "/C=XX/O=Grid/CN=Alice")).isFalse();
    }

    @Test
    void missingFileKeepsItsLastGoodBansAlsoAfterARestart() throws IOException {
        write(users(3));
        source().load();
        Files.delete(file);

        BanSource.Loaded loaded = source().load();

        assertThat(loaded.bans().size()).isEqualTo(3);
        assertThat(loaded.problems()).singleElement().asString().contains("bans.txt: no such file");
    }

    @Test
    void fileThatWasNeverGoodStopsTheStart() {
        assertThatThrownBy(() -> source().load()).isInstanceOf(ConfigException.class);
    }

    @ParameterizedTest(name = "{0} bans of which {1} go: taken {2}")
    @CsvSource({
        "3, 1, true",
        "3, 2, true",
        "2, 2, false",
        "1, 1, false",
        "10, 3, false",
        "30, 3, true",
        "100, 10, true",
        "100, 11, false",
        "1000, 20, true",
        "1000, 21, false"
    })
    void fileMayLoseAFewBansAndNeverAll(int bans, int lost, boolean taken) {
        BanSource source = source();
        write(users(bans));
        source.load();
        write(users(bans - lost));

        BanSource.Loaded loaded = source.load();

        assertThat(loaded.problems().isEmpty()).isEqualTo(taken);
        assertThat(loaded.bans().size()).isEqualTo(taken ? bans - lost : bans);
    }

    @Test
    void changedNameIsNotTakenForAnEdit() {
        BanSource source = source();
        write(users(30));
        source.load();
        write(users(30).replace("User 7\n", "Uzer 7\n"));

        BanSource.Loaded loaded = source.load();

        assertThat(loaded.problems()).singleElement().asString().contains("lost 1 of 30 bans to others");
        assertThat(isBanned(loaded, "/C=XX/O=Grid/CN=User 7")).isTrue();
    }

    @Test
    void acceptedFileIsTaken() {
        BanSource source = source();
        write(users(30));
        source.load();
        write("");
        store.keepGoodFile("", NOW);

        BanSource.Loaded loaded = source.load();

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.bans().size()).isZero();
    }

    @Test
    void storeAddsToTheFileEvenWhileTheFileIsBroken() {
        BanSource source = source();
        write(users(2));
        source.load();
        write("what?");
        add("vo:mayhem");

        BanSource.Loaded loaded = source.load();

        assertThat(loaded.problems()).hasSize(1);
        assertThat(loaded.bans().entries())
                .extracting(entry -> entry.ban().selector())
                .containsExactly("vo:mayhem", "dn:/C=XX/O=Grid/CN=User 0", "dn:/C=XX/O=Grid/CN=User 1");
    }

    @Test
    void storeThatIsGoneOrStartedAnewKeepsItsLastBans() throws IOException {
        BanSource source = source();
        write(users(2));
        add("vo:mayhem");
        source.load();

        Files.delete(directory.resolve("bans.db"));
        BanSource.Loaded gone = source.load();
        store.prepare();
        BanSource.Loaded anew = source.load();

        assertThat(gone.bans().size()).isEqualTo(3);
        assertThat(gone.problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).contains("is gone"));
        assertThat(anew.bans().size()).isEqualTo(3);
        assertThat(anew.problems()).singleElement().asString().contains("replaced by an older one");
    }

    @Test
    void thousandDamagedFilesNeverUnban() {
        long seed = Long.getLong("portcullis.seed", 42);
        SplittableRandom random = new SplittableRandom(seed);
        BanSource source = source();
        byte[] good = users(60).getBytes(StandardCharsets.UTF_8);
        for (int n = 0; n < 1000; n++) {
            write(good);
            source.load();
            write(DamagedFile.of(good, random));

            BanSource.Loaded loaded = source.load();

            assertThat(List.of(0, 7, 31, 53))
                    .as("seed %d, round %d", seed, n)
                    .allMatch(user -> isBanned(loaded, "/C=XX/O=Grid/CN=User " + user));
        }
    }

    private BanSource source() {
        return new BanSource(file, store, CLOCK);
    }

    private void add(String selector) {
        store.add(
                List.of(new SqliteBanStore.Draft(Ban.parse(selector), BanNote.NONE, new BanPeriod(NOW, Instant.MAX))),
                NOW);
    }

    private void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String users(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> "dn:/C=XX/O=Grid/CN=User " + n + "\n")
                .collect(Collectors.joining());
    }

    private static boolean isBanned(BanSource.Loaded loaded, String dn) {
        return !loaded.bans().hits(Asked.of(dn).request(), Asked.PEP).isEmpty();
    }
}
