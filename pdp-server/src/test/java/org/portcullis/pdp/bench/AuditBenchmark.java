package org.portcullis.pdp.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.portcullis.pdp.DecisionService;
import org.portcullis.pdp.audit.AuditLog;
import org.portcullis.pdp.audit.AuditRecord;
import org.portcullis.pdp.audit.JsonLinesAuditLog;
import org.portcullis.pdp.config.PepListReader;
import org.portcullis.pdp.context.Answer;
import org.portcullis.pdp.context.Caller;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.context.SignedQuestions;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.pdp.enrich.Enricher;
import org.portcullis.pdp.fulfil.ObligationFulfiller;
import org.portcullis.pdp.mapping.AccountMapper;
import org.portcullis.pdp.mapping.TrialLeases;
import org.portcullis.policy.PackLoader;
import org.portcullis.profile.Dn;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.XmlLimits;
import org.portcullis.profile.wire.opensaml.OpenSamlWire;

/** Questions decided by as many threads as a busy server has under way, by what becomes of their audit records. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(32)
@Fork(1)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 4, time = 5)
public class AuditBenchmark {
    private static final Caller PEP = Caller.withCertificate(new Dn("/C=XX/O=Grid/CN=pep1.example.org"));

    /** Whether records are dropped, left to the operating system, or waited for until the disk has them. */
    @Param({"dropped", "written", "synced"})
    @SuppressWarnings("NullAway.Init")
    public String records;

    @SuppressWarnings("NullAway.Init")
    private DecisionService line;

    @SuppressWarnings("NullAway.Init")
    private AuditLog audit;

    @SuppressWarnings("NullAway.Init")
    private byte[] question;

    /** Opens the log on the disk of the build, not of memory. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "audit");
        InstantSource clock = InstantSource.system();
        audit = records.equals("dropped")
                ? new Dropped()
                : JsonLinesAuditLog.open(
                        directory.resolve("audit.jsonl"),
                        directory.resolve("audit.key"),
                        records.equals("synced"),
                        clock);
        OpenSamlWire wire = OpenSamlWire.open();
        line = new DecisionService(
                new DecisionService.Wire(
                        wire.decoder(new QueryGate(XmlLimits.DEFAULTS, Set.of())),
                        wire.encoder("urn:portcullis:pdp", clock)),
                new CurrentPolicy(new PolicySnapshot(
                        PepListReader.read(Path.of("../conf/quickstart/peps.yaml")),
                        Snapshots.banList(List.of()),
                        PackLoader.load(Path.of("../policies/src/main/packs/mupj")),
                        Snapshots.mapping(directory, "", ""),
                        1)),
                new SignedQuestions(clock.instant()),
                new Enricher(List.of()),
                new ObligationFulfiller(new AccountMapper(new TrialLeases(List.of()))),
                audit);
        question = Files.readString(Path.of("src/main/resources/org/portcullis/pdp/rehearsal.xml"))
                .replaceAll("<x:Attribute [^\\n]*\\{\\{CHAIN}}[^\\n]*\\n", "")
                .replace("{{DN}}", "/C=XX/O=Grid/CN=Somebody")
                .getBytes(UTF_8);
    }

    @TearDown(Level.Trial)
    public void close() {
        audit.close();
    }

    /** From the bytes of a question to those of its answer. */
    @Benchmark
    public Answer answer() {
        return line.answer(new RequestContext(UUID.randomUUID(), Instant.now(), PEP, "192.0.2.1"), question);
    }

    private static final class Dropped implements AuditLog {
        @Override
        public void write(AuditRecord record) {}

        @Override
        public void close() {}
    }
}
