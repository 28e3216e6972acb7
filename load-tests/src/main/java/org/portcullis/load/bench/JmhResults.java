package org.portcullis.load.bench;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** What JMH measured and wrote as JSON ({@code -rf json}): the scores by benchmark and parameters, as {@code DecisionBenchmark.decision bans=10}. */
public record JmhResults(SortedMap<String, Score> scores) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Every iteration of a benchmark, of all forks, in a unit such as {@code ns/op} or {@code ops/s}. */
    public record Score(String unit, List<Double> iterations) {
        /** Copies the list. */
        public Score {
            iterations = List.copyOf(iterations);
        }

        /** Whether more of it is better. */
        public boolean isRate() {
            return unit.startsWith("ops/");
        }

        double[] values() {
            return iterations.stream().mapToDouble(value -> value).toArray();
        }
    }

    /** Copies the map. */
    public JmhResults {
        scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
    }

    /**
     * Reads a file that JMH wrote.
     *
     * @throws IOException if it is no such file, or nothing was measured
     */
    public static JmhResults read(Path file) throws IOException {
        try {
            SortedMap<String, Score> scores = new TreeMap<>();
            for (JsonNode run : JSON.readTree(file.toFile())) {
                scores.put(name(run), score(run.path("primaryMetric")));
            }
            if (scores.isEmpty()
                    || scores.values().stream()
                            .anyMatch(score -> score.iterations().isEmpty())) {
                throw notOfJmh(file, "no iterations of a benchmark");
            }
            return new JmhResults(scores);
        } catch (JacksonException e) {
            throw notOfJmh(file, e.getOriginalMessage());
        }
    }

    private static IOException notOfJmh(Path file, String why) {
        return new IOException("`" + file + "` is not what JMH writes with -rf json: " + why);
    }

    private static String name(JsonNode run) {
        String[] parts = run.path("benchmark").asText().split("\\.", -1);
        StringJoiner name = new StringJoiner(" ");
        name.add(parts.length < 2 ? parts[0] : parts[parts.length - 2] + "." + parts[parts.length - 1]);
        for (Map.Entry<String, JsonNode> each : run.path("params").properties()) {
            name.add(each.getKey() + "=" + each.getValue().asText());
        }
        return name.toString();
    }

    private static Score score(JsonNode metric) {
        List<Double> iterations = StreamSupport.stream(metric.path("rawData").spliterator(), false)
                .flatMap(fork -> StreamSupport.stream(fork.spliterator(), false))
                .map(JsonNode::asDouble)
                .toList();
        return new Score(metric.path("scoreUnit").asText(), iterations);
    }
}
