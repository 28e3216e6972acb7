package org.portcullis.pdp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signals go to the server alone, never to a process that inherited its number. */
class RunningServerTest {
    @TempDir
    private Path directory;

    @Test
    void processYoungerThanThePidFileIsLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        Path pidFile = Files.writeString(directory.resolve("pid"), stranger.pid() + "\n");
        Files.setLastModifiedTime(pidFile, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

        boolean told = new RunningServer(pidFile).reload();

        assertThat(told).isFalse();
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroy();
    }

    @Test
    void nobodyIsToldWithoutAPidFile() throws Exception {
        assertThat(new RunningServer(directory.resolve("none")).reload()).isFalse();
    }

    @Test
    void processOfThePidFileIsTold() throws Exception {
        Process server = new ProcessBuilder("sleep", "60").start();
        Path pidFile = Files.writeString(directory.resolve("pid"), server.pid() + "\n");
        Files.setLastModifiedTime(pidFile, FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(new RunningServer(pidFile).reload()).isTrue();
        assertThat(server.waitFor()).isEqualTo(129);
    }
}
