package org.portcullis.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.MutualTls;
import org.portcullis.load.run.ConnectionMode;
import org.portcullis.load.run.EchoServer;
import org.portcullis.load.run.EchoServer.Reply;
import org.portcullis.load.run.LoadPlan;
import org.portcullis.load.run.RequestTemplate;
import org.portcullis.load.run.Shot;
import org.portcullis.load.run.Target;
import org.portcullis.load.run.Verdict;
import org.portcullis.load.run.Workload;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BenchTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Workload PERMITS =
            index -> new Shot(new RequestTemplate("<query ID='{{ID}}'/>"), Verdict.PERMIT, "atlas", false);

    private Path directory;
    private GridPki pki;
    private Identity host;
    private MutualTls tls;

    @BeforeAll
    void makePki(@TempDir Path temporary) {
        directory = temporary;
        pki = GridPki.create(temporary, InstantSource.system());
        host = pki.host("pdp1.example.org");
        pki.authority().identity().writeCertificate(temporary.resolve("ca.pem"));
        host.writeCertificate(temporary.resolve("hostcert.pem"));
        host.writeKey(temporary.resolve("hostkey.pem"));
        tls = MutualTls.of(pki.host("pep1.example.org"), List.of(pki.authority().certificate()));
    }

    @Test
    void aStallShowsInTheTimesOfEverybodyWhoWasDueMeanwhile() throws Exception {
        try (EchoServer server = EchoServer.start(host, request -> permitAfter(request == 130 ? 800 : 0))) {
            Summary summary = bench(server, plan(1, SECOND), wishes(Slo.parse("p99=100ms,errors=0%"), null, null));

            assertThat(summary.run().report().service().p90()).isLessThan(400);
            assertThat(summary.response().p99()).isGreaterThan(500);
            assertThat(summary.keepsPromises()).isFalse();
            assertThat(summary.verdicts().warnings()).anyMatch(text -> text.startsWith("requests waited"));
        }
    }

    @Test
    void theWarmUpStandsInTheTimelineAndTheLogAndNowhereElse() throws Exception {
        try (EchoServer server = EchoServer.start(host, request -> permitAfter(0))) {
            Summary summary = bench(server, plan(4, SECOND), wishes(Slo.NONE, null, null));

            assertThat(summary.done()).isEqualTo(100);
            assertThat(summary.timeline()).anyMatch(Second::warmUp);
            assertThat(summary.timeline().stream().mapToLong(Second::done).sum())
                    .isEqualTo(200);
            assertThat(Files.readString(directory.resolve("run.hlog")))
                    .contains("Tag=warm-up,", "Tag=service,", "Tag=lag,", "[Histogram log format version");
            assertThat(summary.conditions().load())
                    .containsEntry("loop", "open")
                    .containsEntry("target", "test");
        }
    }

    @Test
    void aRampNeverPromisesMoreThanTheServerCanDo() throws Exception {
        try (EchoServer server = EchoServer.start(host, request -> permitAfter(20))) {
            Wishes wishes = wishes(Slo.parse("p90=150ms"), new Wishes.RampPlan(2, SECOND), null);

            Summary summary = bench(server, plan(1, Duration.ZERO), wishes);

            assertThat(summary.extras().ramp()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(summary.extras().ramp())
                    .filteredOn(step -> step.rate() >= 100)
                    .noneMatch(RampStep::held);
        }
    }

    @Test
    void theControlIsABareServerInAProcessOfItsOwn() throws Exception {
        ControlPlan control = new ControlPlan(
                directory.resolve("hostcert.pem"),
                directory.resolve("hostkey.pem"),
                directory.resolve("ca.pem"),
                SECOND);
        try (EchoServer server = EchoServer.start(host, request -> permitAfter(10))) {
            Summary summary = bench(server, plan(2, Duration.ZERO), wishes(Slo.NONE, null, control));

            assertThat(summary.extras().control()).hasSize(1);
            ControlRatio ratio = summary.extras().control().get(0);
            assertThat(ratio.control().errors()).isZero();
            assertThat(ratio.control().cpuMicros()).isPositive();
            assertThat(ratio.server().perSecond()).isPositive().isLessThan(200);
            assertThat(ratio.throughput()).isPositive();
        }
    }

    @Test
    void aRampNeedsAPromiseToKeep() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wishes(Slo.NONE, new Wishes.RampPlan(2, SECOND), null))
                .withMessageContaining("--slo");
    }

    @Test
    void theProcessorTimeOfAProcessGrows() throws Exception {
        ProcessCpu self = ProcessCpu.of(ProcessHandle.current().pid());
        double before = self.seconds();

        List<Integer> busy = new ArrayList<>();
        for (int i = 0; i < 3_000_000; i++) {
            busy.add(i * 31);
        }

        assertThat(busy).isNotEmpty();
        assertThat(self.seconds()).isGreaterThanOrEqualTo(before).isPositive();
        assertThatIllegalArgumentException().isThrownBy(() -> ProcessCpu.of(0)).withMessageContaining("no process 0");
    }

    private Summary bench(EchoServer server, LoadPlan plan, Wishes wishes) throws Exception {
        Rig rig = new Rig(Target.parse(server.url()), tls::context, PERMITS, InstantSource.system());
        TreeMap<String, String> load = new TreeMap<>();
        load.put("target", "test");
        return new Bench(rig, plan, wishes, second -> {}).run(load, directory.resolve("run.hlog"));
    }

    private static LoadPlan plan(int connections, Duration warmUp) {
        return new LoadPlan(100, SECOND, connections, ConnectionMode.KEEP_ALIVE, Duration.ofSeconds(5), warmUp);
    }

    private static Wishes wishes(Slo slo, Wishes.@Nullable RampPlan ramp, @Nullable ControlPlan control) {
        ProcessCpu self = ProcessCpu.of(ProcessHandle.current().pid());
        return new Wishes(false, slo, self, List.of(), ramp, control);
    }

    private static Reply permitAfter(int millis) {
        return new Reply("HTTP/1.1 200 OK", Duration.ofMillis(millis), "<Decision>Permit</Decision>");
    }
}
