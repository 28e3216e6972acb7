package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kills a process that gives out leases, again and again; {@code portcullis.crash.rounds} says how often. */
class LeaseCrashTest {
    private static final int ROUNDS_PER_STORE = 10;
    private static final int POOL = 2000;

    @TempDir
    private Path directory;

    static IntStream stores() {
        return IntStream.range(0, Integer.getInteger("portcullis.crash.rounds", 50) / ROUNDS_PER_STORE);
    }

    @ParameterizedTest(name = "store {0}")
    @MethodSource("stores")
    void killedProcessLosesNoLeaseAndSharesNoAccount(int seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int epoch = 1; epoch <= ROUNDS_PER_STORE; epoch++) {
            runAndKill(epoch, 20 + random.nextInt(150));
        }

        assertThat(verdict()).isEmpty();
    }

    private void runAndKill(int epoch, int millis) throws IOException, InterruptedException {
        Process server = start(epoch);
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.lines().anyMatch("ready"::equals))
                    .as("the server starts")
                    .isTrue();
            assertThat(server.waitFor(millis, TimeUnit.MILLISECONDS))
                    .as("it ends by itself")
                    .isFalse();
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private Process start(int epoch) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingServer.class.getName(),
                        directory.resolve("leases.db").toString(),
                        log(epoch).toString(),
                        String.valueOf(epoch),
                        String.valueOf(POOL))
                .redirectErrorStream(true)
                .start();
    }

    private Path log(int epoch) {
        return directory.resolve("log-" + epoch);
    }

    /** What the oracle has against the histories; empty if nothing. */
    private String verdict() throws IOException, InterruptedException {
        Process oracle = new ProcessBuilder(
                        "python3",
                        Path.of(System.getProperty("portcullis.shared"), "badinputs", "lease_oracle.py")
                                .toString(),
                        Files.write(directory.resolve("acks.jsonl"), answers()).toString(),
                        Files.write(directory.resolve("final.jsonl"), leases()).toString(),
                        Files.write(directory.resolve("pool.txt"), Leases.pool(POOL))
                                .toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(oracle.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(text);
        return oracle.waitFor() == 0 ? "" : text;
    }

    private List<String> leases() {
        try (SqliteLeaseStore store = SqliteLeaseStore.open(directory.resolve("leases.db"))) {
            return store.all().stream()
                    .map(lease -> "{\"key\":\"%s\",\"account\":\"%s\"}"
                            .formatted(lease.key().dn(), lease.account()))
                    .toList();
        }
    }

    /** One line per answer in the order of the logs, and one with a question mark per question without one. */
    private List<String> answers() throws IOException {
        List<String> answers = new ArrayList<>();
        for (int epoch = 1; epoch <= ROUNDS_PER_STORE; epoch++) {
            Map<String, String> unanswered = new LinkedHashMap<>();
            for (String line : Files.readAllLines(log(epoch))) {
                String[] words = line.split(" ", -1);
                if (words[0].equals("got")) {
                    unanswered.remove(words[1]);
                    answers.add(answer(words[1], words[2], answers.size()));
                } else {
                    unanswered.put(words[1], "?");
                }
            }
            unanswered.forEach((name, unknown) -> answers.add(answer(name, unknown, answers.size())));
        }
        return answers;
    }

    private static String answer(String name, String account, int time) {
        boolean denied = account.equals("-");
        return "{\"t0\":%d,\"t1\":%d,\"key\":\"%s\",\"account\":%s,\"decision\":\"%s\"}"
                .formatted(
                        time,
                        time,
                        Leases.key(name).dn(),
                        denied ? "null" : "\"" + account + "\"",
                        denied ? "Deny" : "Permit");
    }
}
