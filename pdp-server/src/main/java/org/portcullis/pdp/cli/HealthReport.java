package org.portcullis.pdp.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.portcullis.pdp.health.Health;
import org.portcullis.pdp.health.Health.Check;
import org.portcullis.pdp.health.Health.Level;

/** What {@code /readyz?verbose} says, check by check. Immutable. */
public record HealthReport(Map<String, Check> checks) {
    /** Copies the map. */
    public HealthReport {
        checks = Map.copyOf(checks);
    }

    /**
     * Reads the page.
     *
     * @throws IOException if it is another one
     */
    public static HealthReport read(String page) throws IOException {
        Map<String, Check> checks = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(page)) {
            require(json.nextToken() == JsonToken.START_OBJECT);
            require("status".equals(json.nextFieldName()) && json.nextTextValue() != null);
            require("checks".equals(json.nextFieldName()) && json.nextToken() == JsonToken.START_OBJECT);
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                require(json.nextToken() == JsonToken.START_OBJECT);
                checks.put(name, check(json));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("another word than a level", e);
        }
        return new HealthReport(checks);
    }

    private static Check check(JsonParser json) throws IOException {
        require("status".equals(json.nextFieldName()));
        Level level = Level.valueOf(json.nextTextValue().toUpperCase(Locale.ROOT));
        require("detail".equals(json.nextFieldName()));
        Check check = new Check(level, json.nextTextValue());
        require(json.nextToken() == JsonToken.END_OBJECT);
        return check;
    }

    private static void require(boolean isMet) throws IOException {
        if (!isMet) {
            throw new IOException("another page was expected");
        }
    }

    /** The worst of all. */
    public Level worst() {
        return Health.worst(checks);
    }

    /** What is not well, the worst first, as {@code name: detail}. */
    List<String> problems() {
        return checks.entrySet().stream()
                .filter(check -> check.getValue().level() != Level.OK)
                .sorted(Map.Entry.<String, Check>comparingByValue(
                                (one, other) -> other.level().compareTo(one.level()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(check -> check.getKey() + ": " + check.getValue().detail())
                .toList();
    }
}
