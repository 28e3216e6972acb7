package org.portcullis.pdp.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceNoticeTest {
    /** What systemd does at the other end: each datagram becomes a line. systemd-notify then closes what it passed along. */
    private static final String RECEIVER = """
            import array, os, socket, sys
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            s.bind(sys.argv[1])
            print("listening", flush=True)
            while True:
                said, passed, _, _ = s.recvmsg(4096, socket.CMSG_SPACE(16))
                for level, kind, data in passed:
                    if kind == socket.SCM_RIGHTS:
                        [os.close(fd) for fd in array.array("i", data)]
                print(said.decode().replace("\\n", " ").strip(), flush=True)
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void needsSystemd() {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "systemd-notify")));
        assumeTrue(installed, "SKIPPED: systemd-notify of systemd is not installed");
    }

    @Test
    void theServiceManagerHearsOfReloadAndReadiness() throws IOException {
        Path socket = directory.resolve("notify");
        Process receiver = receiver(socket);
        try (BufferedReader heard = receiver.inputReader(UTF_8)) {
            assertThat(heard.readLine()).isEqualTo("listening");
            ServiceNotice notice = new ServiceNotice(Map.of("NOTIFY_SOCKET", socket.toString()));

            notice.reloading();
            notice.ready("answers on port 8443");

            assertThat(told(heard)).isEqualTo("RELOADING=1 STATUS=reloads");
            assertThat(told(heard)).isEqualTo("READY=1 STATUS=answers on port 8443");
        } finally {
            receiver.destroyForcibly();
        }
    }

    @Test
    void aServiceManagerThatIsGoneIsNoReasonToFail() {
        new ServiceNotice(Map.of("NOTIFY_SOCKET", directory.resolve("nobody").toString())).ready("answers");
    }

    @Test
    void whoWasStartedByHandTellsNobody() {
        new ServiceNotice(Map.of()).ready("answers");
    }

    /** The next notice; in between, systemd-notify makes sure that the one before has arrived. */
    private static String told(BufferedReader heard) throws IOException {
        String line = heard.readLine();
        while (line.equals("BARRIER=1")) {
            line = heard.readLine();
        }
        return line;
    }

    private static Process receiver(Path socket) throws IOException {
        return new ProcessBuilder(List.of("python3", "-c", RECEIVER, socket.toString()))
                .redirectErrorStream(true)
                .start();
    }
}
