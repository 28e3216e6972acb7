package org.portcullis.pdp.bench;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.portcullis.pdp.audit.AuditIndexes;
import org.portcullis.pdp.audit.AuditSearch;
import org.portcullis.pdp.audit.DecisionQuery;
import org.portcullis.pdp.audit.Span;
import org.portcullis.pdp.audit.Trait;

/**
 * How long it takes to find something in a long audit log: writes one, makes its indexes, and asks questions of each kind,
 * first with nothing of the log in memory, then five times more. One line each: what, milliseconds cold, milliseconds warm
 * (the median), how many records were found of those that were asked for. Arguments: how many records (a million), and a
 * directory to write to.
 */
final class SearchBenchmark {
    private static final int LIMIT = 1000;
    private static final int WARM = 5;

    private final BusyLog log;
    private final PrintStream out = System.out;

    private SearchBenchmark(Path directory) {
        log = new BusyLog(directory);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        long records = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        Path parent = Path.of(arguments.length > 1 ? arguments[1] : "target");
        Path directory = Files.createTempDirectory(Files.createDirectories(parent), "search");
        try {
            new SearchBenchmark(directory).run(records);
        } finally {
            remove(directory);
        }
    }

    private void run(long records) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        log.write(records);
        out.printf("%,d records written: %,d ms, %,d MB%n", records, millis(begin), size(log.directory()) >> 20);
        begin = System.nanoTime();
        AuditIndexes indexes = new AuditIndexes(log.path());
        indexes.update();
        out.printf("indexes made: %,d ms, %,d MB%n", millis(begin), size(indexes.directory()) >> 20);
        out.println("query                              cold ms  warm ms  found");
        for (Map.Entry<String, DecisionQuery> each : queries(records).entrySet()) {
            measure(each.getKey(), each.getValue());
        }
        begin = System.nanoTime();
        long[] found = {0};
        new AuditSearch(log.path(), AuditIndexes.Use.NONE)
                .each(person(19_990, Span.EVER), (place, line, answer) -> found[0]++);
        out.printf("%-34s %8s %8d %6d%n", "the same rare DN, every line read", "", millis(begin), found[0]);
    }

    private static Map<String, DecisionQuery> queries(long records) {
        Instant middle = BusyLog.BEGIN.plusMillis(BusyLog.MILLIS_APART * (records / 2));
        Span hour = new Span(middle, middle.plus(Duration.ofHours(1)));
        Map<String, DecisionQuery> queries = new LinkedHashMap<>();
        queries.put("call", DecisionQuery.ofCall(BusyLog.callId(records / 3)));
        queries.put("rare DN", person(19_990, Span.EVER));
        queries.put("frequent DN", person(0, Span.EVER));
        queries.put("uid in an hour", query(hour, Trait.UID, String.valueOf(BusyLog.uid(0))));
        queries.put("uid ever", query(Span.EVER, Trait.UID, String.valueOf(BusyLog.uid(15_000))));
        queries.put("account", query(Span.EVER, Trait.ACCOUNT, "grid12345"));
        queries.put("host in an hour", query(hour, Trait.HOST, "wn77.example.org"));
        queries.put("host and Deny", and(query(Span.EVER, Trait.HOST, "wn77.example.org"), Trait.DECISION, "Deny"));
        queries.put("VO", query(Span.EVER, Trait.VO, "vo3"));
        queries.put("groups of a VO and Deny", and(query(Span.EVER, Trait.FQAN, "/vo3/*"), Trait.DECISION, "Deny"));
        queries.put("reason", query(Span.EVER, Trait.REASON, "mapping-exhausted"));
        queries.put(
                "pilot and host",
                and(
                        query(Span.EVER, Trait.PILOT, "/DC=org/DC=example/C=XX/O=Grid/CN=Pilot 7"),
                        Trait.HOST,
                        "wn5.example.org"));
        queries.put("an hour, all of it", new DecisionQuery(hour, Map.of()));
        queries.put("the latest", new DecisionQuery(Span.EVER, Map.of()));
        queries.put("nobody", query(Span.EVER, Trait.DN, "/CN=nobody"));
        return queries;
    }

    private static DecisionQuery person(int number, Span span) {
        return query(span, Trait.DN, BusyLog.person(number));
    }

    private static DecisionQuery query(Span span, Trait trait, String value) {
        return new DecisionQuery(span, Map.of(trait, Set.of(trait.word(value))));
    }

    private static DecisionQuery and(DecisionQuery one, Trait trait, String value) {
        Map<Trait, Set<String>> both = new LinkedHashMap<>(one.wanted());
        both.put(trait, Set.of(trait.word(value)));
        return new DecisionQuery(one.span(), both);
    }

    private void measure(String name, DecisionQuery query) throws IOException, InterruptedException {
        forget();
        List<Long> times = new ArrayList<>();
        AuditSearch.Latest found = search(query, times);
        long cold = times.remove(0);
        for (int i = 0; i < WARM; i++) {
            found = search(query, times);
        }
        times.sort(Comparator.naturalOrder());
        String more = found.truncated() ? "+" : "";
        out.printf(
                "%-34s %8d %8d %6d%s%n",
                name, cold, times.get(WARM / 2), found.found().size(), more);
    }

    private AuditSearch.Latest search(DecisionQuery query, List<Long> times) throws IOException {
        long begin = System.nanoTime();
        AuditSearch.Latest found = new AuditSearch(log.path(), AuditIndexes.Use.READ).latest(query, LIMIT);
        times.add(millis(begin));
        return found;
    }

    /** Has the operating system drop what it holds of the files; nobody needs to be root for that. */
    private void forget() throws IOException, InterruptedException {
        for (Path file : files(log.directory())) {
            new ProcessBuilder("dd", "if=" + file, "iflag=nocache", "count=0", "status=none")
                    .start()
                    .waitFor();
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static long size(Path directory) throws IOException {
        return files(directory).stream()
                .map(Path::toFile)
                .mapToLong(File::length)
                .sum();
    }

    private static long millis(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
