package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose audit log has a small file system of its own, which is full now and then. */
class FullDiskTest {
    private static final String QUESTION = Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas");

    /** What is begun of a file system's page can be written to the end. */
    private static final int UNTIL_THE_LAST_PAGE_IS_FULL = 6;

    private static final Pattern NOTICE = Pattern.compile("\"notice\":\"dropped\",\"count\":(\\d+),");

    @TempDir
    private Path directory;

    private TestSite site;

    @BeforeEach
    void putTheLogAside() throws Exception {
        site = TestSite.in(directory)
                .replace("etc/portcullis.yaml", "../var/audit.jsonl", "../log/audit.jsonl")
                .write("log/README", "where the file system goes\n");
        assumeTrue(canMount(), "this user may not mount a file system");
    }

    @Test
    void nobodyIsLetInUntilThereIsRoomAgain() throws Exception {
        try (ServerProcess server = startOnSmallDisk("deny")) {
            Path filler = fill(server);
            List<Exchange.Reply> full = ask(server, UNTIL_THE_LAST_PAGE_IS_FULL);
            Files.delete(filler);
            List<Exchange.Reply> roomy = ask(server, 1);

            Exchange.Reply last = full.get(full.size() - 1);
            assertThat(last.decision()).isEqualTo("Indeterminate");
            assertThat(last.body()).doesNotContain("posix-uid", "Permit<");
            assertThat(roomy).extracting(Exchange.Reply::decision).containsExactly("Permit");
            assertThat(verify(server).out()).startsWith("as it was written: ");
        }
    }

    @Test
    void questionsWaitForRoom() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (ServerProcess server = startOnSmallDisk("block")) {
            Path filler = fill(server);
            Future<List<Exchange.Reply>> waiting = thread.submit(() -> ask(server, UNTIL_THE_LAST_PAGE_IS_FULL));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> page(server, "/readyz?verbose").contains("audit records are not kept"));
            boolean isEarly = waiting.isDone();
            Files.delete(filler);

            assertThat(isEarly).isFalse();
            assertThat(waiting.get()).extracting(Exchange.Reply::decision).containsOnly("Permit");
            assertThat(verify(server).out())
                    .startsWith("as it was written: " + UNTIL_THE_LAST_PAGE_IS_FULL + " records, ");
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void answersLeaveWithoutARecordAndTheLogSaysHowMany() throws Exception {
        try (ServerProcess server = startOnSmallDisk("drop")) {
            Path filler = fill(server);
            List<Exchange.Reply> full = ask(server, UNTIL_THE_LAST_PAGE_IS_FULL);
            String health = page(server, "/readyz?verbose");
            String metrics = page(server, "/metrics");
            Files.delete(filler);
            ask(server, 1);

            String log = Files.readString(disk(server).resolve("audit.jsonl"));
            Matcher notice = NOTICE.matcher(log);
            assertThat(full).extracting(Exchange.Reply::decision).containsOnly("Permit");
            assertThat(health).contains("\"audit\":{\"status\":\"degraded\"", "without an audit record");
            assertThat(notice.find()).as(log).isTrue();
            assertThat(metrics).contains("portcullis_audit_dropped_total " + notice.group(1) + ".0");
            assertThat(verify(server).out()).startsWith("as it was written: ");
        }
    }

    private ServerProcess startOnSmallDisk(String onFull) throws IOException {
        site.replace("etc/portcullis.yaml", "storage:\n", "storage:\n  audit-on-full: " + onFull + "\n");
        return ServerProcess.startWithin(
                List.of("unshare", "-m", "sh", "-c", mount() + " && exec \"$@\"", "server"), site.configFile());
    }

    private String mount() {
        return "mount -t tmpfs -o size=1m tmpfs '" + site.file("log") + "'";
    }

    private boolean canMount() throws Exception {
        return Files.isExecutable(Path.of("/usr/bin/unshare"))
                && new ProcessBuilder("unshare", "-m", "sh", "-c", mount())
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }

    /** The small file system, which nobody else sees. */
    private Path disk(ServerProcess server) {
        return Path.of("/proc/" + server.pid() + "/root" + site.file("log").toAbsolutePath());
    }

    private Path fill(ServerProcess server) throws IOException {
        Path filler = disk(server).resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[512]);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
        return filler;
    }

    private List<Exchange.Reply> ask(ServerProcess server, int times) throws IOException {
        List<Exchange.Reply> replies = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            replies.add(site.asPep(server.port()).post(QUESTION));
        }
        return replies;
    }

    private Shell.Done verify(ServerProcess server) throws IOException {
        Path copy = Files.createTempDirectory(directory, "evidence");
        try (Stream<Path> files = Files.list(disk(server))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
        }
        String log = copy.resolve("audit.jsonl").toString();
        String key = copy.resolve("audit.key.pub").toString();
        return new Shell(site.configFile().toString()).run("audit", "verify", "--log", log, "--public-key", key);
    }

    private static String page(ServerProcess server, String page) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + server.healthPort() + page);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        try (var body =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }
}
