package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.pdp.store.Hiccups;
import org.portcullis.pdp.store.PostgresExtension;
import org.portcullis.pdp.store.PostgresServer;
import org.portcullis.pdp.store.TcpChaos;

/** A server under the load of sixteen callers while the database of its leases is in trouble. */
@ExtendWith(PostgresExtension.class)
class LeasesUnderFireTest {
    private static final int CALLERS = 16;
    private static final Duration TROUBLE = Duration.ofMillis(Long.getLong("portcullis.trouble.millis", 3_000));
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(5);
    /** On a machine that never stands still. */
    private static final Duration LONGEST_ANSWER = Duration.ofMillis(500);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Pattern AUDITED =
            Pattern.compile("\"durationMicros\":(\\d+).*\"dn\":\"/C=XX/O=Grid/CN=(\\w+) .*\"decision\":\"(\\w+)\"");

    @TempDir
    private Path directory;

    private final Map<String, String> accounts = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private volatile Phase phase = Phase.BEFORE;
    private PostgresServer database;
    private TcpChaos chaos;
    private String url;
    private TestSite site;

    /** How far the test is. */
    private enum Phase {
        BEFORE,
        TROUBLE,
        AFTER,
        END
    }

    /** What ails the database, and how it is well again. */
    private record Trouble(String name, Consumer<LeasesUnderFireTest> begins, Consumer<LeasesUnderFireTest> ends) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Trouble> troubles() {
        return Stream.of(
                new Trouble("stopped", test -> test.database.stop(), test -> test.database.resume()),
                new Trouble("paused", test -> test.signal("-STOP"), test -> test.signal("-CONT")),
                new Trouble("slow", test -> test.chaos.set("{\"latency_ms\":2000}"), test -> test.chaos.set("{}")),
                new Trouble(
                        "silent", test -> test.chaos.set("{\"mode\":\"stall_reply\"}"), test -> test.chaos.set("{}")));
    }

    @BeforeEach
    void make(PostgresServer running) throws IOException {
        database = running;
        url = database.newDatabase();
        chaos = TcpChaos.before(database.port(), directory);
        site = TestSite.in(directory);
        site.write("etc/leases.password", PostgresServer.PASSWORD + "\n");
        site.replace("etc/portcullis.yaml", "mapping:\n", """
                mapping:
                  leases: {store: postgresql, postgresql: {url: '%s', user: %s, password: 'file:leases.password'}}
                """.formatted(chaos.through(url), PostgresServer.USER));
    }

    private List<Long> paused = List.of();

    private void signal(String signal) {
        try {
            paused = paused.isEmpty() ? PostgresServer.backends(url) : paused;
            for (long process : paused) {
                new ProcessBuilder("kill", signal, String.valueOf(process))
                        .start()
                        .waitFor();
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void knownPeopleAreServedAndNewcomersAreToldInTime(Trouble trouble) throws Exception {
        CountDownLatch known = new CountDownLatch(CALLERS);
        CountDownLatch served = new CountDownLatch(CALLERS);
        try (PdpServer server = site.start();
                Hiccups hiccups = Hiccups.listening()) {
            List<Thread> callers = IntStream.range(0, CALLERS)
                    .mapToObj(n -> new Thread(() -> call(server, n, known, served)))
                    .toList();
            callers.forEach(Thread::start);
            known.await();
            int before = site.auditLines().size();

            trouble.begins().accept(this);
            phase = Phase.TROUBLE;
            try {
                Awaitility.await().pollDelay(TROUBLE).until(() -> true);
            } finally {
                phase = Phase.AFTER;
                trouble.ends().accept(this);
            }
            Awaitility.await().atMost(LONGEST_RECOVERY).until(() -> served.getCount() == 0 || !wrong.isEmpty());
            phase = Phase.END;
            for (Thread caller : callers) {
                caller.join();
            }

            assertThat(wrong).isEmpty();
            List<String> audit = site.auditLines();
            assertThatAllWereToldInTime(trouble, audit.subList(before, audit.size()), hiccups);
            assertThat(accounts.values()).doesNotHaveDuplicates();
        } finally {
            chaos.close();
        }
    }

    /** Asks for somebody who is known, and once there is trouble for a newcomer, too, until he is served after it. */
    private void call(PdpServer server, int caller, CountDownLatch known, CountDownLatch served) {
        String newcomer = "New " + caller;
        try (KeepAlive connection = new KeepAlive(site.asPep(server))) {
            while (!isServed("Known " + caller, connection)) {
                assertThat(known.getCount()).isPositive();
            }
            known.countDown();
            for (Phase now = phase; now != Phase.END; now = phase) {
                if (now != Phase.BEFORE && isServed(newcomer, connection) && now == Phase.AFTER) {
                    served.countDown();
                    newcomer = "Known " + caller;
                }
                requireServed("Known " + caller, connection);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (IOException | RuntimeException e) {
            wrong.add("caller " + caller + ": " + e);
        }
    }

    private void requireServed(String name, KeepAlive connection) throws IOException {
        if (!isServed(name, connection)) {
            wrong.add(name + " was not served");
        }
    }

    private boolean isServed(String name, KeepAlive connection) throws IOException {
        Exchange.Reply reply = connection.post(Questions.direct("/C=XX/O=Grid/CN=" + name, "/atlas"));
        boolean isServed = reply.decision().equals("Permit");
        if (!isServed && !reply.decision().equals("Indeterminate")) {
            wrong.add(name + ": " + reply.decision());
        }
        if (isServed && !accounts.merge(name, reply.user(), (was, now) -> was).equals(reply.user())) {
            wrong.add(name + " changed to " + reply.user());
        }
        return isServed;
    }

    private static void assertThatAllWereToldInTime(Trouble trouble, List<String> audit, Hiccups hiccups) {
        List<Integer> refusals = durations(audit, false);
        List<Integer> permits = durations(audit, true);
        System.out.printf(
                "%s: %d served, p99 %d us; %d refused, longest %d us; the machine stood still for %d ms%n",
                trouble,
                permits.size(),
                permits.get(permits.size() * 99 / 100),
                refusals.size(),
                refusals.get(refusals.size() - 1),
                hiccups.longest().toMillis());
        long longest = hiccups.added(LONGEST_ANSWER).toNanos() / 1_000;
        assertThat(refusals).hasSizeGreaterThan(CALLERS).allMatch(micros -> micros < longest);
        assertThat(permits).hasSizeGreaterThan(CALLERS).allMatch(micros -> micros < longest);
    }

    /** In microseconds, as the server measured them, shortest first. */
    private static List<Integer> durations(List<String> audit, boolean ofPermits) {
        return audit.stream()
                .flatMap(line -> AUDITED.matcher(line).results())
                .filter(answer -> answer.group(3).equals("Permit") == ofPermits)
                .map(answer -> Integer.valueOf(answer.group(1)))
                .sorted()
                .toList();
    }
}
