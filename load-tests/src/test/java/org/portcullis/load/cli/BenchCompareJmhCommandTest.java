package org.portcullis.load.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCompareJmhCommandTest {
    private static final String DECISION =
            run("a.b.DecisionBenchmark.decision", "ns/op", "{\"bans\":\"10\"}", 100, 101, 99);
    private static final String LEASE = run("a.b.LeaseBenchmark.known", "ops/s", "{}", 1000, 1010, 990);

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void whatIsAsFastPassesTheBound() throws Exception {
        Path before = written("before", DECISION, LEASE);

        assertThat(compare(before, written("after", LEASE, DECISION), "--worse", "10"))
                .isZero();
        assertThat(out.toString().lines())
                .hasSize(2)
                .anyMatch(line -> line.matches(
                        "DecisionBenchmark.decision bans=10  100 → 100 ns/op \\(\\+0.0 %, 95 % CI .*, unsure\\)  PASS"))
                .anyMatch(line -> line.matches("LeaseBenchmark.known {16}1000 → 1000 ops/s .*  PASS"));
    }

    @Test
    void moreTimeIsWorse() throws Exception {
        Path before = written("before", DECISION);
        Path after =
                written("after", run("a.b.DecisionBenchmark.decision", "ns/op", "{\"bans\":\"10\"}", 130, 131, 129));

        assertThat(compare(before, after, "--worse", "25")).isEqualTo(4);
        assertThat(out.toString()).contains("100 → 130 ns/op (+30.0 %, 95 % CI +2", "FAIL");
        assertThat(compare(before, after, "--worse", "35")).isZero();
        assertThat(compare(before, after)).isZero();
        assertThat(compare(after, before, "--worse", "1")).isZero();
    }

    @Test
    void lessOfARateIsWorse() throws Exception {
        Path before = written("before", LEASE);
        Path after = written("after", run("a.b.LeaseBenchmark.known", "ops/s", "{}", 500, 505, 495));

        assertThat(compare(before, after, "--worse", "90")).isEqualTo(4);
        assertThat(compare(before, after, "--worse", "101")).isZero();
        assertThat(compare(after, before, "--worse", "1")).isZero();
    }

    @Test
    void oneIterationHasNoInterval() throws Exception {
        Path before = written("before", run("a.b.Soak.all", "s/op", "{}", 2));
        Path after = written("after", run("a.b.Soak.all", "s/op", "{}", 3));

        assertThat(compare(before, after, "-o", "json")).isZero();
        assertThat(out.toString()).isEqualTo("""
                {"metric":"Soak.all","before":2.000000,"after":3.000000,"changePercent":50.000,"interval":null,"failed":false}
                """);
    }

    @Test
    void whatWasNotMeasuredDoesNotPass() throws Exception {
        Path before = written("before", DECISION, LEASE);
        Path after = written("after", LEASE);

        assertThat(compare(before, after)).isZero();
        assertThat(compare(before, after, "--worse", "10")).isEqualTo(4);
        assertThat(err.toString()).contains("not measured: DecisionBenchmark.decision bans=10");
    }

    @Test
    void otherUnitsAndOtherBenchmarksCannotBeCompared() throws Exception {
        Path before = written("before", LEASE);

        assertThat(compare(before, written("unit", run("a.b.LeaseBenchmark.known", "ops/ms", "{}", 1))))
                .isEqualTo(5);
        assertThat(compare(before, written("other", DECISION))).isEqualTo(5);
        assertThat(err.toString()).contains("`ops/s` and in `ops/ms`").contains("no benchmark is in both files");
    }

    @Test
    void otherFilesAreAUsageError() throws Exception {
        Path good = written("good", LEASE);

        for (String text : List.of("[]", "{", "[{\"benchmark\":\"a.B.c\"}]")) {
            Path bad = Files.writeString(directory.resolve("bad"), text);

            assertThat(compare(good, bad)).isEqualTo(2);
        }
        assertThat(compare(good, directory.resolve("absent"))).isEqualTo(2);
        assertThat(err.toString()).contains("is not what JMH writes with -rf json");
    }

    private int compare(Path before, Path after, String... more) {
        CommandLine command = LoadTests.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        List<String> arguments = new ArrayList<>(List.of("bench", "compare-jmh", before.toString()));
        arguments.add(after.toString());
        arguments.addAll(List.of(more));
        return command.execute(arguments.toArray(String[]::new));
    }

    private Path written(String name, String... runs) throws IOException {
        return Files.writeString(directory.resolve(name), "[" + String.join(",", runs) + "]");
    }

    private static String run(String benchmark, String unit, String params, double... iterations) {
        return "{\"benchmark\":\"" + benchmark + "\",\"mode\":\"avgt\",\"params\":" + params
                + ",\"primaryMetric\":{\"scoreUnit\":\"" + unit + "\",\"rawData\":["
                + Arrays.toString(iterations) + "]}}";
    }
}
