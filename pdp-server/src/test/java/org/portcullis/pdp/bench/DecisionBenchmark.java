package org.portcullis.pdp.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.Warmup;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanHit;
import org.portcullis.pdp.ban.BanList;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.ban.BanPeriod;
import org.portcullis.pdp.context.PepList;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.pdp.decide.Verdict;
import org.portcullis.policy.PackLoader;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Dn;

/** One decision by the pack that is shipped, and the look into the bans alone, by how many bans there are. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecisionBenchmark {
    private static final Dn PEP = Dn.parse("/DC=org/DC=example/CN=E1");
    private static final RequestContext CONTEXT =
            new RequestContext(new UUID(0, 0), Instant.parse("2009-10-01T12:00:00Z"), PEP, "192.0.2.1");

    /** How many bans there are. */
    @Param({"0", "10", "1000", "100000", "1000000"})
    @SuppressWarnings("NullAway.Init")
    public String bans;

    private AuthzRequest innocent = brought("/C=XX/O=Grid/OU=Institute of Physics/CN=Nobody Special");
    private AuthzRequest banned = brought(name(0));

    @SuppressWarnings("NullAway.Init")
    private PolicySnapshot snapshot;

    /** Loads the pack and the bans. */
    @Setup(Level.Trial)
    public void load() {
        List<BanEntry> entries = IntStream.range(0, Integer.parseInt(bans))
                .mapToObj(n -> entry(n, Ban.parse("dn:" + name(n))))
                .toList();
        snapshot = new PolicySnapshot(
                new PepList(List.of()),
                new BanList(entries, entries.size()),
                PackLoader.load(Path.of("../policies/src/main/packs/mupj")),
                Snapshots.mapping(temporaryDirectory(), "", ""),
                1);
    }

    /** A payload that a pilot brought, permitted. */
    @Benchmark
    public Verdict decision() {
        return snapshot.decide(CONTEXT, innocent);
    }

    /** Somebody who is not banned. */
    @Benchmark
    public List<BanHit> banMiss() {
        return snapshot.bans().hits(innocent, PEP);
    }

    /** Somebody who is banned, if there are bans. */
    @Benchmark
    public List<BanHit> banHit() {
        return snapshot.bans().hits(banned, PEP);
    }

    private static AuthzRequest brought(String dn) {
        return Snapshots.broughtBy(Snapshots.request(dn, "/atlas"), "/DC=org/DC=example/CN=PA1", "/atlas/Role=pilot");
    }

    static String name(int n) {
        return "/C=XX/O=Grid/OU=Institute of Physics/CN=Somebody Number " + n;
    }

    private static BanEntry entry(int n, Ban ban) {
        return new BanEntry(String.valueOf(n), ban, BanNote.NONE, BanPeriod.ALWAYS, BanEntry.Origin.SITE);
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
