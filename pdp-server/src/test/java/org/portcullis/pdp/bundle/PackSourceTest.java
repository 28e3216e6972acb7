package org.portcullis.pdp.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.bundle.PackSource.Found;
import org.portcullis.pdp.bundle.PackSource.Place;
import org.portcullis.pdp.config.PdpConfig;

class PackSourceTest {
    private static final PdpConfig.Cluster ALONE =
            new PdpConfig.Cluster(Duration.ofMillis(250), Duration.ofMinutes(15), List.of());

    @TempDir
    private Path directory;

    private Path plain;
    private BundleStore store;

    @BeforeEach
    void makeASite() {
        plain = Packs.version(directory.resolve("policy"), "2.0");
        store = new BundleStore(directory.resolve("bundles")).prepare();
        Packs.keys(directory, "alice");
    }

    @Test
    void switchWhileAPackIsReadIsNotSeen() {
        PackSource source = bundled(0);
        String first = place("1.0", false);
        Place place = source.locate();

        String second = place("2.0", false);

        assertThat(source.read(place).pack().manifest().version()).isEqualTo("1.0");
        assertThat(place.bundle()).isEqualTo(first);
        assertThat(source.locate().bundle()).isEqualTo(second);
    }

    @Test
    void brokenPackAtStartLeavesTheLastGoodOneDeciding() {
        PackSource source = unsigned(PdpConfig.LastGood.USE);
        source.remember(source.locate());
        Packs.write(plain.resolve("pack.yaml"), "name: [");

        Found found = source.readForStart(source.locate());

        assertThat(found.pack().manifest().version()).isEqualTo("2.0");
        assertThat(found.problems())
                .anySatisfy(problem -> assertThat(problem).contains("pack.yaml:1"))
                .anySatisfy(problem -> assertThat(problem).contains("the last good policy decides instead: mupj 2.0"));
    }

    @Test
    void siteThatWantsNoLastGoodPackDoesNotStart() {
        PackSource source = unsigned(PdpConfig.LastGood.REFUSE);
        source.remember(source.locate());
        Packs.write(plain.resolve("pack.yaml"), "name: [");

        assertThatThrownBy(() -> source.readForStart(source.locate())).isInstanceOf(BundleException.class);
    }

    @Test
    void withoutALastGoodPackThereIsNoStart() {
        PackSource source = unsigned(PdpConfig.LastGood.USE);
        Packs.write(plain.resolve("pack.yaml"), "name: [");

        assertThatThrownBy(() -> source.readForStart(source.locate())).isInstanceOf(BundleException.class);
    }

    @Test
    void damagedLastGoodPackIsNotUsed() throws IOException {
        PackSource source = unsigned(PdpConfig.LastGood.USE);
        source.remember(source.locate());
        Files.writeString(directory.resolve("bundles/last-good/current/data/vos.yaml"), "vos: {}\n");
        Packs.write(plain.resolve("pack.yaml"), "name: [");

        assertThatThrownBy(() -> source.readForStart(source.locate()))
                .hasMessageContaining("pack.yaml:1")
                .hasMessageContaining("are not those of bundle-");
    }

    @Test
    void onlyOneLastGoodPackIsKept() throws IOException {
        PackSource source = unsigned(PdpConfig.LastGood.USE);
        source.remember(source.locate());
        Packs.version(plain, "2.1");

        source.remember(source.locate());

        try (Stream<Path> kept = Files.list(directory.resolve("bundles/last-good/packs"))) {
            assertThat(kept).hasSize(1);
        }
    }

    @Test
    void nothingIsRememberedWhereThereIsNoDirectoryForIt() {
        PackSource source = new PackSource(new PdpConfig.Policy(
                plain, plain, plain, directory.resolve("nowhere"), PdpConfig.LastGood.USE, keys(0), ALONE));

        source.remember(source.locate());

        assertThat(directory.resolve("nowhere")).doesNotExist();
    }

    @Test
    void directoryCannotBeSigned() {
        PackSource source = new PackSource(
                new PdpConfig.Policy(plain, plain, plain, store.directory(), PdpConfig.LastGood.USE, keys(1), ALONE));

        assertThatThrownBy(() -> source.read(source.locate())).hasMessageContaining("signatures are required");
    }

    @Test
    void unsignedBundleIsRefusedAndSignedOneTaken() {
        PackSource source = bundled(1);
        place("1.0", false);
        Place unsigned = source.locate();
        place("2.0", true);

        assertThatThrownBy(() -> source.read(unsigned)).hasMessageContaining("signed by 0 of the 1");
        assertThat(source.read(source.locate()).pack().manifest().version()).isEqualTo("2.0");
    }

    @Test
    void olderBundleIsRefusedUnlessItIsARecordedRollback() {
        PackSource source = bundled(1);
        String newer = place("2.0", true);
        source.remember(source.locate());
        String older = place("1.10", true);

        assertThatThrownBy(() -> source.readForService(source.locate()))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("version 1.10 is older than 2.0");

        Rollout.Change back = new Rollout.Change(Rollout.Kind.ROLLBACK, newer, older, "1.10");
        store.history().add(Instant.EPOCH, back, new Rollout.Note("officer", "", ""), Rollout.Outcome.BEGUN);
        assertThat(source.readForService(source.locate()).pack().manifest().version())
                .isEqualTo("1.10");
    }

    @Test
    void lastGoodBundleKeepsItsSignatures() throws IOException {
        PackSource source = bundled(1);
        String digest = place("1.0", true);
        source.remember(source.locate());
        Files.delete(store.link());

        Found found = source.readForStart(source.locate());

        assertThat(found.place().bundle()).isEqualTo(digest);
        assertThat(found.problems()).isNotEmpty();
    }

    /** Lets a bundle of that version decide; its digest. */
    private String place(String version, boolean signed) {
        Bundle bundle = Bundle.of(Packs.version(directory.resolve("source-" + version), version));
        BundleSignatures none = BundleSignatures.NONE;
        store.add(bundle, signed ? none.signed(bundle, directory.resolve("alice.key")) : none);
        store.unpack(bundle);
        store.switchTo(bundle.digest());
        return bundle.digest();
    }

    private PackSource unsigned(PdpConfig.LastGood lastGood) {
        return new PackSource(new PdpConfig.Policy(plain, plain, plain, store.directory(), lastGood, keys(0), ALONE));
    }

    private PackSource bundled(int required) {
        return new PackSource(new PdpConfig.Policy(
                store.link(), plain, plain, store.directory(), PdpConfig.LastGood.USE, keys(required), ALONE));
    }

    private PdpConfig.Signing keys(int required) {
        return new PdpConfig.Signing(List.of(directory.resolve("alice.pem")), required);
    }
}
