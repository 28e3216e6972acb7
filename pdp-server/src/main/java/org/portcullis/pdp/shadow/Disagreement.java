package org.portcullis.pdp.shadow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A line of the file of differences: when and who asked, under which id in the audit log, and what both answered. */
public record Disagreement(Instant at, UUID callId, String pep, Set<Difference> differs, String ours, String theirs) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Copies the set. */
    public Disagreement {
        differs = EnumSet.copyOf(differs);
    }

    /** What differs, as words joined by commas. */
    public String words() {
        return differs.stream().map(Difference::word).collect(Collectors.joining(","));
    }

    /** The line, with its end. */
    String line() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("at", at.toString());
            json.writeStringField("callId", callId.toString());
            json.writeStringField("pep", pep);
            json.writeStringField("differs", words());
            json.writeStringField("ours", ours);
            json.writeStringField("theirs", theirs);
            json.writeEndObject();
        }
        return text + "\n";
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is not a whole one
     */
    public static Disagreement parse(String line) {
        Map<String, String> fields = fields(line);
        try {
            return new Disagreement(
                    Instant.parse(field(fields, "at")),
                    UUID.fromString(field(fields, "callId")),
                    field(fields, "pep"),
                    Arrays.stream(field(fields, "differs").split(",", -1))
                            .map(Difference::of)
                            .collect(Collectors.toSet()),
                    field(fields, "ours"),
                    field(fields, "theirs"));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a moment: `" + fields.get("at") + "`", e);
        }
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                fields.put(name, String.valueOf(json.nextTextValue()));
            }
            return fields;
        } catch (IOException e) {
            throw new IllegalArgumentException("a damaged line", e);
        }
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no `" + name + "` in the line");
        }
        return value;
    }
}
