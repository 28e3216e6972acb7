package org.portcullis.pdp.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.load.pki.Identity;
import org.portcullis.profile.VoName;

class VomsDirectoryTest {
    private static final VoName ATLAS = new VoName("atlas");
    private static final VoName CMS = new VoName("cms");

    private VomsWorld world;
    private Identity server;
    private Path atlasFile;
    private Instant time;
    private final InstantSource clock = () -> time;

    @BeforeEach
    void makeWorld(@TempDir Path directory) {
        world = new VomsWorld(directory);
        server = world.atlas.identity();
        atlasFile = world.pki.vomsDirectory().resolve("atlas/voms.example.org.lsc");
        time = world.now;
    }

    @AfterEach
    void endWorld() {
        world.close();
    }

    @Test
    void anAbsentDirectoryTrustsNoVo(@TempDir Path empty) throws IOException {
        LscDirectory directory = LscDirectory.open(empty.resolve("vomsdir"), clock);

        assertThat(directory.names(ATLAS, server.chain())).isFalse();
    }

    @Test
    void aServerSpeaksForTheVoOfItsDirectoryOnly() throws IOException {
        LscDirectory directory = open();

        assertThat(directory.names(ATLAS, server.chain())).isTrue();
        assertThat(directory.names(CMS, server.chain())).isFalse();
        assertThat(directory.names(ATLAS, world.alice.chain())).isFalse();
        assertThat(directory.names(ATLAS, List.of())).isFalse();
    }

    @Test
    void badFilesCostOnlyThemselves() throws IOException {
        byte[] noise = new byte[512];
        new SplittableRandom(7).nextBytes(noise);
        Files.write(world.writeLsc("atlas", "binary.lsc", ""), noise);
        world.writeLsc("atlas", "empty.lsc", "");
        world.writeLsc("cms", "half.lsc", server.name() + "\n");
        world.writeLsc("cms", "no-names.lsc", "voms.example.org\nCA\n");
        world.writeLsc("cms", "long.lsc", "#".repeat(70_000));
        Files.createDirectories(world.pki.vomsDirectory().resolve("cms/directory.lsc"));
        Files.createDirectories(world.pki.vomsDirectory().resolve("not a vo"));

        LscDirectory directory = open();

        assertThat(directory.names(ATLAS, server.chain())).isTrue();
        assertThat(directory.names(CMS, server.chain())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"voms.example.org.pem", "cms/voms.example.org.pem"})
    void certificatesAreRefused(String name) throws IOException {
        Path certificate = world.pki.vomsDirectory().resolve(name);
        Files.createDirectories(certificate.getParent());
        server.writeCertificate(certificate);

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(certificate.toString())
                .hasMessageContaining("LSC");
    }

    @Test
    void newFilesCountAfterAMinute() throws IOException {
        LscDirectory directory = open();
        world.writeLsc("cms", server);

        assertThat(directory.names(CMS, server.chain())).isFalse();
        time = time.plusSeconds(61);
        assertThat(directory.names(CMS, server.chain())).isTrue();
    }

    @Test
    void aFileThatGoesBadKeepsWhatItSaid() throws IOException {
        LscDirectory directory = open();
        Files.writeString(atlasFile, "");
        world.writeLsc("cms", server);

        time = time.plusSeconds(61);

        assertThat(directory.names(ATLAS, server.chain())).isTrue();
        assertThat(directory.names(CMS, server.chain())).isTrue();
    }

    @Test
    void whatItSaidIsKeptForAsLongAsItIsBad() throws IOException {
        LscDirectory directory = open();
        Files.writeString(atlasFile, "");

        for (int minutes = 0; minutes < 3; minutes++) {
            time = time.plus(Duration.ofSeconds(61));
            assertThat(directory.names(ATLAS, server.chain())).isTrue();
        }
    }

    @Test
    void aFileThatIsRemovedSaysNothing() throws IOException {
        LscDirectory directory = open();
        Files.delete(atlasFile);

        time = time.plusSeconds(61);

        assertThat(directory.names(ATLAS, server.chain())).isFalse();
    }

    @Test
    void aClockSetBackDoesNotFreezeTheFiles() throws IOException {
        LscDirectory directory = open();
        Files.delete(atlasFile);

        time = time.minus(Duration.ofDays(1));

        assertThat(directory.names(ATLAS, server.chain())).isFalse();
    }

    private LscDirectory open() throws IOException {
        return LscDirectory.open(world.pki.vomsDirectory(), clock);
    }
}
