package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;

/** Kills processes that give out leases, again and again; {@code portcullis.crash.rounds} says how often. */
@ExtendWith(PostgresExtension.class)
class LeaseCrashTest {
    private static final int ROUNDS_PER_STORE = 10;
    private static final int POOL = 800;

    @TempDir
    private Path directory;

    private LeaseJudge judge;

    @BeforeEach
    void call() {
        judge = new LeaseJudge(directory);
    }

    static IntStream stores() {
        return IntStream.range(0, Integer.getInteger("portcullis.crash.rounds", 50) / ROUNDS_PER_STORE);
    }

    static IntStream someStores() {
        return stores().filter(store -> store % 5 == 0);
    }

    @ParameterizedTest(name = "store {0}")
    @MethodSource("stores")
    void killedProcessLosesNoLeaseAndSharesNoAccount(int seed) throws Exception {
        LeaseSite site = LeaseSite.sqlite(directory.resolve("leases.db"));

        crash(site, seed, 1);

        assertThat(verdict(site)).isEmpty();
    }

    @ParameterizedTest(name = "store {0}")
    @MethodSource("someStores")
    void gridmapdirOfAKilledProcessLosesNoLeaseAndSharesNoAccount(int seed) throws Exception {
        LeaseSite site = LeaseSite.gridmapdir(directory, POOL);

        crash(site, seed, 1);

        assertThat(verdict(site)).isEmpty();
    }

    /** Two servers that are asked for the same people; each kill counts as a round. */
    @ParameterizedTest(name = "store {0}")
    @MethodSource("stores")
    void killedServersOfOneDatabaseLoseNoLeaseAndShareNoAccount(int seed, PostgresServer database) throws Exception {
        LeaseSite site = LeaseSite.postgres(database.newDatabase());

        crash(site, seed, 2);
        database.stop();
        database.resume();

        assertThat(verdict(site)).isEmpty();
    }

    private void crash(LeaseSite site, int seed, int servers) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int epoch = 1; epoch <= ROUNDS_PER_STORE / servers; epoch++) {
            List<Thread> running = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            for (int server = 0; server < servers; server++) {
                int answered = 1 + random.nextInt(80);
                int number = epoch;
                running.add(new Thread(() -> runAndKillAfter(site, answered, number)));
                running.get(server).setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            }
            running.forEach(Thread::start);
            for (Thread thread : running) {
                thread.join();
            }
            assertThat(failures).isEmpty();
        }
    }

    private void runAndKillAfter(LeaseSite site, int answered, int epoch) {
        Process server = start(site, epoch);
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
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            kill(server);
            server.onExit().join();
        }
    }

    /** Unlike {@link Process#destroyForcibly} this leaves what was printed to be read. */
    private static void kill(Process server) {
        server.toHandle().destroyForcibly();
    }

    private static Process start(LeaseSite site, int epoch) {
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            CrashingServer.class.getName(),
                            site.spelling(),
                            String.valueOf(epoch),
                            String.valueOf(POOL))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
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
                judge.saw(words[1], words[2]);
            }
        }
        unanswered.forEach(name -> judge.saw(name, "?"));
    }

    private String verdict(LeaseSite site) throws IOException, InterruptedException {
        try (LeaseRegister store = site.open(LeaseTerms.DEFAULTS, InstantSource.system())) {
            return judge.verdict(store.all(), POOL);
        }
    }
}
