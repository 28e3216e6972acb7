package org.portcullis.pdp.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.pdp.mapping.AccountMapper;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.Mapping;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.pdp.store.SqliteLeases;
import org.portcullis.profile.AuthzRequest;

/** Whose account somebody gets by the account map, by how many VOs there are in it; a lease is what {@link LeaseBenchmark} asks for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MappingBenchmark {
    private static final Instant NOW = Instant.parse("2009-10-01T12:00:00Z");

    /** How many VOs the map knows. */
    @Param({"2", "50", "500"})
    @SuppressWarnings("NullAway.Init")
    public String vos;

    private final AuthzRequest question = Snapshots.request("/C=XX/O=Grid/CN=Nobody Special", "/last/group");

    @SuppressWarnings("NullAway.Init")
    private MappingRules rules;

    @SuppressWarnings("NullAway.Init")
    private LeaseRegister leases;

    @SuppressWarnings("NullAway.Init")
    private AccountMapper mapper;

    /** Writes the map and reads it. */
    @Setup(Level.Trial)
    public void load() throws IOException {
        String others = IntStream.range(1, Integer.parseInt(vos))
                .mapToObj(n -> "\"/vo" + n + "/*\" alice\n")
                .collect(Collectors.joining());
        Path directory = Files.createTempDirectory("bench");
        leases = SqliteLeases.open(directory.resolve("leases.db"), LeaseTerms.DEFAULTS, InstantSource.fixed(NOW));
        mapper = new AccountMapper(leases);
        rules = Snapshots.mapping(directory, others + "\"/last/*\" alice\n", "");
    }

    /** Closes the store of leases, of which none was taken. */
    @TearDown(Level.Trial)
    public void close() {
        leases.close();
    }

    /** The account of somebody whose VO is the last one. */
    @Benchmark
    public Mapping account() {
        return mapper.map(rules, question, NOW);
    }
}
