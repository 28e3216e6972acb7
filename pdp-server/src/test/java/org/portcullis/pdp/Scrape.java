package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics page of a running server, as Prometheus reads it. */
record Scrape(String text) {
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_0-9]+)(?:\\{(.*)\\})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    static Scrape of(PdpServer server) throws IOException {
        URI page = URI.create("http://127.0.0.1:" + server.healthPort() + "/metrics");
        try (var body = page.toURL().openStream()) {
            return new Scrape(new String(body.readAllBytes(), UTF_8));
        }
    }

    /** The type of each family, by name. */
    Map<String, String> types() {
        return new TreeMap<>(TYPE.matcher(text)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2))));
    }

    /** The names that a query can ask for, those with {@code _bucket}, {@code _count} and {@code _sum} among them. */
    Set<String> names() {
        return SAMPLE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a sample without labels says. */
    double value(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** The labels of all samples whose name begins like this, but for that of histograms. */
    Set<String> labels(String family) {
        Set<String> labels = new TreeSet<>();
        Matcher samples = SAMPLE.matcher(text);
        while (samples.find()) {
            if (samples.group(1).startsWith(family) && samples.group(2) != null) {
                LABEL.matcher(samples.group(2)).results().forEach(label -> labels.add(label.group(1)));
            }
        }
        labels.remove("le");
        return labels;
    }
}
