package org.portcullis.pdp.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.config.PdpConfig;

class BundleStoreTest {
    private static final TrustedSigners NOBODY = new TrustedSigners(new PdpConfig.Signing(List.of(), 0));

    @TempDir
    private Path directory;

    private BundleStore store;
    private Bundle bundle;

    @BeforeEach
    void keepABundle() {
        store = new BundleStore(directory.resolve("bundles")).prepare();
        bundle = Bundle.of(Packs.copy(directory.resolve("pack")));
        store.add(bundle, BundleSignatures.NONE);
    }

    @Test
    void bundleIsFoundByTheBeginningOfItsDigest() {
        assertThat(store.find(bundle.digest())).isEqualTo(bundle.digest());
        assertThat(store.find(bundle.digest().substring(0, 6))).isEqualTo(bundle.digest());
        assertThatThrownBy(() -> store.find(bundle.digest().substring(0, 5)))
                .isInstanceOf(BundleConflictException.class);
        assertThatThrownBy(() -> store.find("*")).isInstanceOf(BundleConflictException.class);
    }

    @Test
    void fileThatIsOnlyNamedNearlyLikeABundleIsNotFound() throws IOException {
        Files.writeString(store.directory().resolve("bundle-" + bundle.digest() + "-copy.tgz"), "");
        Files.writeString(store.directory().resolve("bundle-" + bundle.digest().substring(0, 8) + ".tgz"), "");

        assertThat(store.find(bundle.digest().substring(0, 6))).isEqualTo(bundle.digest());
    }

    @Test
    void linkLeadsToTheFilesOfTheBundle() throws IOException {
        Path unpacked = store.unpack(bundle);

        store.switchTo(bundle.digest());

        assertThat(store.link().toRealPath()).isEqualTo(unpacked.toRealPath());
        assertThat(Files.readSymbolicLink(store.link())).isRelative();
        assertThat(store.current()).isEqualTo(bundle.digest());
        store.demand(bundle.digest(), NOBODY);
    }

    @Test
    void changedFileIsNoticedAndUnpackedAgain() throws IOException {
        Path unpacked = store.unpack(bundle);
        Files.writeString(unpacked.resolve("data/vos.yaml"), "vos: {mayhem: {supported: true}}\n");

        assertThatThrownBy(() -> store.demand(bundle.digest(), NOBODY))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("activate the bundle again");
        store.unpack(bundle);
        store.demand(bundle.digest(), NOBODY);
    }

    @Test
    void halfUnpackedDirectoryIsUnpackedAgain() throws IOException {
        Path half = Files.createDirectories(store.directory().resolve("packs").resolve(bundle.digest()));
        Files.writeString(half.resolve("pack.yaml"), "name: mu");

        store.unpack(bundle);

        store.demand(bundle.digest(), NOBODY);
    }

    @Test
    void whatNobodyFinishedIsSweptAway() throws IOException {
        Files.writeString(store.directory().resolve(".tmp-1"), "half a bundle");
        Files.createSymbolicLink(store.directory().resolve(".tmp-2"), Path.of("packs/nothing"));
        Packs.write(store.directory().resolve("packs/.tmp-3/data/vos.yaml"), "half a pack");

        int left = store.exclusively(() -> 0);

        assertThat(left).isZero();
        try (var files = Files.walk(store.directory())) {
            assertThat(files.filter(file -> file.toString().contains(".tmp-"))).isEmpty();
        }
    }

    @Test
    void onlyOneChangesTheStoreAtATime() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> first = other.submit(() -> store.exclusively(() -> {
                inside.countDown();
                return await(goOn);
            }));
            inside.await();

            assertThatThrownBy(() -> store.exclusively(() -> 1)).isInstanceOf(BundleConflictException.class);
            goOn.countDown();
            assertThat(first.get()).isTrue();
            assertThat(store.exclusively(() -> 2)).isEqualTo(2);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void onlyTheKeptOneIsLeft() {
        Bundle second = Bundle.of(Packs.version(directory.resolve("second"), "9.9"));
        store.add(second, BundleSignatures.NONE);
        store.unpack(bundle);
        store.unpack(second);
        store.switchTo(second.digest());

        store.keepOnly(second.digest());

        assertThat(store.file(bundle.digest())).doesNotExist();
        assertThat(store.directory().resolve("packs").resolve(bundle.digest())).doesNotExist();
        assertThat(store.current()).isEqualTo(second.digest());
        store.demand(second.digest(), NOBODY);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
