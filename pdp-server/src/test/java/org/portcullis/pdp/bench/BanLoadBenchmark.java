package org.portcullis.pdp.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.portcullis.pdp.ban.BanFileReader;
import org.portcullis.pdp.ban.BanList;
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
    public BanList banFile() {
        return new BanList(BanFileReader.parse(Path.of("bans.txt"), text), 0);
    }

    /** What the bans of the file occupy once they are in force; only the count is of interest, not the time. */
    @Benchmark
    public BanList liveHeap(Megabytes live) {
        long before = used();
        BanList bans = banFile();
        live.megabytes = (used() - before) >> 20;
        return bans;
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Megabytes, on average over the iterations. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Megabytes {
        /** What is alive after a collection. */
        public long megabytes;
    }

    /** Reads, checks and compiles the pack. */
    @Benchmark
    public PolicyPack pack() {
        return PackLoader.load(Path.of("../policies/src/main/packs/mupj"));
    }
}
