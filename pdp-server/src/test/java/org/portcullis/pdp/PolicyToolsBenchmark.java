package org.portcullis.pdp;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole commands about policy, as somebody who changes one waits for them: 500 tests of a suite, and a log of 100,000 decisions made again. Each ends with its own
 * summary on standard output, so that it can be seen that it did what it says.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class PolicyToolsBenchmark {
    private static final int TESTS = 500;
    private static final int DECISIONS = 100_000;
    private static final int PEOPLE = 50;
    private static final String PILOT = "/C=XX/O=Grid/CN=Pilot";

    @SuppressWarnings("NullAway.Init")
    private TestSite site;

    @SuppressWarnings("NullAway.Init")
    private Shell shell;

    /** A site, the suite, and a log with the answers that a server gave to different people, over and over. */
    @Setup
    public void build() throws IOException {
        site = TestSite.in(Files.createTempDirectory("bench"));
        shell = new Shell(site.configFile().toString());
        site.write("suite/many_test.yaml", suite());
        try (PdpServer server = site.start()) {
            askFor(site.asPep(server));
        }
        repeat(site.file("var/audit.jsonl"));
        site.copyPack("next");
    }

    /** {@code portcullis policy test} on 500 cases. */
    @Benchmark
    public int suiteOf500Tests() {
        return summarised(shell.run("policy", "test", site.file("suite").toString()));
    }

    /** {@code portcullis policy replay} over 100,000 decisions. */
    @Benchmark
    public int replayOf100000Decisions() {
        return summarised(
                shell.run("policy", "replay", "--against", site.file("next").toString()));
    }

    private static int summarised(Shell.Done done) {
        if (done.code() != 0) {
            throw new IllegalStateException(done.out() + done.err());
        }
        System.out.println(done.out().strip());
        return done.code();
    }

    private static String suite() {
        return IntStream.range(0, TESTS).mapToObj(PolicyToolsBenchmark::test).collect(Collectors.joining("", """
                        suite: many
                        given:
                          now: 2009-10-01T12:00:00Z
                          pools: {atlas: 600}
                          accounts: {"/atlas/*": .atlas}
                          groups: {"/atlas/*": [atlas]}
                        tests:
                        """, ""));
    }

    private static String test(int n) {
        boolean supported = n % 2 == 0;
        String then = supported
                ? "{decision: Permit, obligations: [{id: uidgid, uid: 20000, gid: 2000}, {id: username, user: atlas001}]}"
                : "{decision: Deny, reason: vo-not-supported}";
        return "  - {name: n%d, when: {subject: {dn: /CN=u%d, fqans: [%s]}, resource: ce, action: queue}, then: %s}\n"
                .formatted(n, n, supported ? "/atlas" : "/zeus", then);
    }

    private static void askFor(Exchange pep) throws IOException {
        for (int n = 0; n < PEOPLE; n++) {
            String dn = "/C=XX/O=Grid/CN=User " + n;
            pep.post(Questions.direct(dn, "/atlas"));
            pep.post(Questions.direct(dn, "/zeus"));
            pep.post(Questions.payload(dn, "/atlas/nl", PILOT, "/atlas/Role=pilot"));
            pep.post(Questions.silent(PILOT, "/atlas/Role=pilot"));
        }
    }

    private static void repeat(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        try (BufferedWriter out = Files.newBufferedWriter(log)) {
            for (int n = 0; n < DECISIONS; n++) {
                out.write(lines.get(n % lines.size()));
                out.newLine();
            }
        }
    }
}
