package org.portcullis.pdp.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.bundle.Packs;
import org.portcullis.pdp.config.ConfigReader;
import org.portcullis.pdp.decide.Reloader.Outcome;
import org.portcullis.pdp.store.SqliteBanStore;

class ReloaderTest {
    private static final Path PACK = Path.of("../policies/src/main/packs/mupj").toAbsolutePath();

    @TempDir
    private Path directory;

    private CurrentPolicy current;
    private Reloader reloader;

    @BeforeEach
    void goodFiles() {
        Snapshots.mapping(directory, "", "");
        write("bans.txt", "vo:cms\n");
        write("peps.yaml", "peps: []\n");
        start(PACK);
    }

    private void start(Path pack) {
        write("portcullis.yaml", """
                policy: {pack: %s, bans: bans.txt, peps: peps.yaml}
                mapping: {accounts: accounts.map, groups: groups.map, passwd: passwd, group: group}
                """.formatted(pack));
        SqliteBanStore store = new SqliteBanStore(directory.resolve("bans.db"));
        store.prepare();
        SnapshotLoader loader = new SnapshotLoader(
                ConfigReader.read(directory.resolve("portcullis.yaml")), store, InstantSource.system());
        Loading first = loader.load(1);
        current = new CurrentPolicy(first.snapshot());
        reloader = new Reloader(loader, first, current);
    }

    @Test
    void goodFilesAreTaken() {
        write("bans.txt", "vo:cms\nvo:lhcb\n");

        Outcome outcome = reloader.reload();

        assertThat(outcome.success()).isTrue();
        assertThat(reloader.last()).isEqualTo(outcome);
        assertThat(current.get().bans().size()).isEqualTo(2);
        assertThat(current.get().epoch()).isEqualTo(2);
    }

    /** A link that leads in a circle, for example, though no rule is behind it. */
    @Test
    void policyThatCannotBeComparedIsReadEachTime() throws IOException {
        Path pack = Packs.copy(directory.resolve("pack"));
        Files.createSymbolicLink(pack.resolve("circle"), pack);
        start(pack);
        Packs.version(pack, "77.0");

        Outcome outcome = reloader.reload();

        assertThat(outcome.problems()).isEmpty();
        assertThat(current.get().pack().manifest().version()).isEqualTo("77.0");
    }

    @Test
    void brokenFileKeepsTheLastGoodOnes() {
        PolicySnapshot good = current.get();
        write("peps.yaml", "peps: [{dn: nobody}]\n");

        Outcome outcome = reloader.reload();

        assertThat(outcome.success()).isFalse();
        assertThat(current.get()).isSameAs(good);
    }

    @Test
    void brokenBanFileKeepsTheLastGoodBans() {
        write("bans.txt", "vo:lhcb\nwhat is this\n");

        Outcome outcome = reloader.reload();

        assertThat(outcome.success()).isFalse();
        assertThat(current.get().bans().entries())
                .extracting(entry -> entry.ban().selector())
                .containsExactly("vo:cms");
    }

    @Test
    void everyProblemOfEveryFileIsListed() {
        write("bans.txt", "what is this\nand this\n");
        write("peps.yaml", "peps: [{dn: nobody}]\n");
        write("accounts.map", "\"/atlas\" nosuchuser\n");
        write("portcullis.yaml", "");

        Outcome outcome = reloader.reload();

        assertThat(outcome.problems()).hasSize(4);
        assertThat(outcome.problems()).anySatisfy(line -> assertThat(line).contains("bans.txt:1"));
        assertThat(outcome.problems()).anySatisfy(line -> assertThat(line).contains("bans.txt:2"));
        assertThat(outcome.problems()).anySatisfy(line -> assertThat(line).contains("peps.yaml:1:13"));
        assertThat(outcome.problems()).anySatisfy(line -> assertThat(line).contains("accounts.map:1"));
    }

    @Test
    void repairedFileIsTakenAgain() {
        write("bans.txt", "what is this\n");
        reloader.reload();
        write("bans.txt", "vo:cms\nvo:lhcb\n");

        Outcome outcome = reloader.reload();

        assertThat(outcome.problems()).isEmpty();
        assertThat(current.get().bans().size()).isEqualTo(2);
    }

    @Test
    void lostFileIsAProblemAndNotAnEmptyOne() throws IOException {
        Files.delete(directory.resolve("bans.txt"));

        Outcome outcome = reloader.reload();

        assertThat(outcome.problems()).singleElement().asString().contains("bans.txt");
        assertThat(current.get().bans().size()).isEqualTo(1);
    }

    private void write(String name, String text) {
        Snapshots.write(directory.resolve(name), text);
    }
}
