package org.portcullis.pdp.bench;

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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanFileReader;
import org.portcullis.policy.PackLoader;
import org.portcullis.policy.PolicyPack;

/** What a new snapshot is built from: the text of a ban file, and the pack. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class BanLoadBenchmark {
    /** How many bans there are. */
    @Param({"1000", "100000", "1000000"})
    @SuppressWarnings("NullAway.Init")
    public String bans;

    @SuppressWarnings("NullAway.Init")
    private String text;

    /** Writes the ban file. */
    @Setup
    public void write() {
        text = IntStream.range(0, Integer.parseInt(bans))
                .mapToObj(n -> "dn:" + DecisionBenchmark.name(n) + "\n")
                .collect(Collectors.joining());
    }

    /** Reads and indexes every line. */
    @Benchmark
    public List<BanEntry> banFile() {
        return BanFileReader.parse(Path.of("bans.txt"), text);
    }

    /** Reads, checks and compiles the pack. */
    @Benchmark
    public PolicyPack pack() {
        return PackLoader.load(Path.of("../policies/src/main/packs/mupj"));
    }
}
