package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kills a process that gives out leases, again and again; {@code portcullis.crash.rounds} says how often. */
class LeaseCrashTest {
    private static final Path ORACLE =
            Path.of(System.getProperty("portcullis.shared", "../../shared"), "badinputs", "lease_oracle.py");
    private static final int ROUNDS_PER_STORE = 10;
    private static final int POOL = 800;

    @TempDir
    private Path directory;

    /** What the clients of all epochs saw, one line of JSON each. */
    private final List<String> answers = new ArrayList<>();

    static IntStream stores() {
        return IntStream.range(0, Integer.getInteger("portcullis.crash.rounds", 10) / ROUNDS_PER_STORE);
    }

    @ParameterizedTest(name = "store {0}")
    @MethodSource("stores")
    void killedProcessLosesNoLeaseAndSharesNoAccount(int seed) throws Exception {
        assumeTrue(Files.isReadable(ORACLE), "SKIPPED: no lease oracle beside this repository");
        SplittableRandom random = new SplittableRandom(seed);
        for (int epoch = 1; epoch <= ROUNDS_PER_STORE; epoch++) {
            runAndKillAfter(1 + random.nextInt(80), epoch);
        }

        assertThat(verdict()).isEmpty();
    }

    private void runAndKillAfter(int answered, int epoch) throws IOException, InterruptedException {
        Process server = start(epoch);
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = new ArrayList<>();
            for (int left = answered;
                    left > 0;
                    left -= lines.get(lines.size() - 1).startsWith("got ") ? 1 : 0) {
                String line = output.readLine();
                assertThat(line).as("the server ended by itself: %s", lines).isNotNull();
                lines.add(line);
            }
            kill(server);
            output.lines().forEach(lines::add);
            readAnswers(lines);
        } finally {
            kill(server);
            server.waitFor();
        }
    }

    /** Unlike {@link Process#destroyForcibly} this leaves what was printed to be read. */
    private static void kill(Process server) {
        server.toHandle().destroyForcibly();
    }

    private Process start(int epoch) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingServer.class.getName(),
                        directory.resolve("leases.db").toString(),
                        String.valueOf(epoch),
                        String.valueOf(POOL))
                .redirectErrorStream(true)
                .start();
    }

    /** Every answer in its order, then one with a question mark for each question without one. */
    private void readAnswers(List<String> lines) {
        Set<String> unanswered = new LinkedHashSet<>();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("ask")) {
                unanswered.add(words[1]);
            } else if (words[0].equals("got")) {
                unanswered.remove(words[1]);
                addAnswer(words[1], words[2]);
            }
        }
        unanswered.forEach(name -> addAnswer(name, "?"));
    }

    private void addAnswer(String name, String account) {
        boolean denied = account.equals("-");
        answers.add("{\"t0\":%1$d,\"t1\":%1$d,\"key\":\"%2$s\",\"account\":%3$s,\"decision\":\"%4$s\"}"
                .formatted(
                        answers.size(),
                        Leases.key(name).dn(),
                        denied ? "null" : "\"" + account + "\"",
                        denied ? "Deny" : "Permit"));
    }

    private List<String> leases() {
        try (SqliteLeaseStore store = SqliteLeaseStore.open(directory.resolve("leases.db"))) {
            return store.all().stream()
                    .map(lease -> "{\"key\":\"%s\",\"account\":\"%s\"}"
                            .formatted(lease.key().dn(), lease.account()))
                    .toList();
        }
    }

    /** What the oracle has against these histories; empty if nothing. */
    private String verdict() throws IOException, InterruptedException {
        Process oracle = new ProcessBuilder(
                        "python3",
                        ORACLE.toString(),
                        Files.write(directory.resolve("acks.jsonl"), answers).toString(),
                        Files.write(directory.resolve("final.jsonl"), leases()).toString(),
                        Files.write(directory.resolve("pool.txt"), Leases.pool(POOL))
                                .toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(oracle.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(text);
        return oracle.waitFor() == 0 ? "" : text;
    }
}
