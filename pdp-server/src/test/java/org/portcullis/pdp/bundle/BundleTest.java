package org.portcullis.pdp.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {
    @TempDir
    private Path directory;

    @Test
    void sameFilesAreTheSameBundleWhateverTheirTimesAndModes() throws IOException {
        Path one = Packs.copy(directory.resolve("one"));
        Path two = Packs.copy(directory.resolve("elsewhere/two"));
        Files.setLastModifiedTime(two.resolve("pack.yaml"), FileTime.fromMillis(1_000_000));
        Files.setPosixFilePermissions(two.resolve("pack.yaml"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Packs.write(two.resolve(".git/HEAD"), "not part of a bundle");

        Bundle bundle = Bundle.of(one);

        assertThat(bundle.digest()).isEqualTo(Bundle.of(two).digest());
        assertThat(bundle.fileName()).isEqualTo("bundle-" + bundle.digest() + ".tgz");
    }

    @Test
    void anotherFileIsAnotherBundle() {
        Path pack = Packs.copy(directory.resolve("pack"));
        String before = Bundle.of(pack).digest();

        Packs.write(pack.resolve("tests/first.yaml"), "tests: []\n");

        assertThat(Bundle.of(pack).digest()).isNotEqualTo(before);
    }

    @Test
    void bundleHasItsFilesBack() {
        Path pack = Packs.copy(directory.resolve("pack"));
        Bundle bundle = Bundle.of(pack);

        bundle.unpackInto(directory.resolve("unpacked"));

        assertThat(bundle.isUnpackedIn(pack)).isTrue();
        assertThat(bundle.isUnpackedIn(directory.resolve("unpacked"))).isTrue();
        assertThat(Bundle.of(directory.resolve("unpacked")).digest()).isEqualTo(bundle.digest());
    }

    @Test
    void linksAndStrangeNamesAreAllSaid() throws IOException {
        Path pack = Packs.copy(directory.resolve("pack"));
        Files.createSymbolicLink(pack.resolve("data/link.yaml"), Path.of("vos.yaml"));
        Packs.write(pack.resolve("data/vos.yaml~"), "");
        Packs.write(pack.resolve("data/a name"), "");

        assertThatThrownBy(() -> Bundle.of(pack))
                .isInstanceOfSatisfying(
                        BundleException.class,
                        refused -> assertThat(refused.problems()).hasSize(3));
    }

    @Test
    void changedBytesAreNotTheBundleOfThatName() throws IOException {
        Bundle bundle = Bundle.of(Packs.copy(directory.resolve("pack")));
        SplittableRandom random = new SplittableRandom(11);
        Path file = directory.resolve(bundle.fileName());

        for (int n = 0; n < 50; n++) {
            byte[] damaged = bundle.content();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);

            assertThatThrownBy(() -> Bundle.read(file)).isInstanceOf(BundleException.class);
        }
    }

    @Test
    void damagedArchivesAreRefusedWithoutAnyOtherException() {
        byte[] good = Bundle.of(Packs.copy(directory.resolve("pack"))).content();
        SplittableRandom random = new SplittableRandom(12);

        for (int n = 0; n < 200; n++) {
            byte[] damaged = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));

            assertThatThrownBy(() -> BundleArchive.read(damaged)).isInstanceOf(BundleException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../outside", "a/../../b", "a//b", "a/./b", ".hidden", "a b", "a\nb", ""})
    void hostileNamesAreRefused(String name) throws IOException {
        byte[] archive = archive(name, TarConstants.LF_NORMAL, "x");

        assertThatThrownBy(() -> BundleArchive.read(archive)).isInstanceOf(BundleException.class);
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_LINK, TarConstants.LF_SYMLINK, TarConstants.LF_CHR, TarConstants.LF_FIFO})
    void onlyPlainFilesAreTaken(byte kind) throws IOException {
        byte[] archive = archive("link", kind, "");

        assertThatThrownBy(() -> BundleArchive.read(archive))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("`link` is not a plain file");
    }

    @Test
    void filesThatBlowUpAreRefused() throws IOException {
        byte[] archive = archive("bomb", TarConstants.LF_NORMAL, "\0".repeat(BundleArchive.MAX_FILE_BYTES + 1));

        assertThat(archive).hasSizeLessThan(100_000);
        assertThatThrownBy(() -> BundleArchive.read(archive)).hasMessageContaining("too large");
    }

    @Test
    void longNamesSurvive() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put("tests/" + "a".repeat(90) + "/" + "b".repeat(90) + "/request.yaml", "x".getBytes(UTF_8));

        assertThat(BundleArchive.read(BundleArchive.write(files)).keySet()).isEqualTo(files.keySet());
    }

    private static byte[] archive(String name, byte kind, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
            entry.setLinkName(kind == TarConstants.LF_NORMAL ? "" : "pack.yaml");
            entry.setSize(text.length());
            tar.putArchiveEntry(entry);
            tar.write(text.getBytes(UTF_8));
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
