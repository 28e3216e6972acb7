package org.portcullis.pdp.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A {@link Rollout} as one line of JSON that ends with the hash of all before it, the line before included. */
record RolloutLine(String text) {
    /** What stands for the hash of the line before the first. */
    static final String NOTHING = "0".repeat(64);

    private static final JsonFactory JSON = new JsonFactory();
    private static final String HASH = ",\"hash\":\"";

    static RolloutLine of(Rollout rollout, String previous) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("n", rollout.number());
            json.writeStringField("at", rollout.at().toString());
            json.writeStringField("what", rollout.change().kind().toString());
            json.writeStringField("from", rollout.change().from());
            json.writeStringField("to", rollout.change().to());
            json.writeStringField("version", rollout.change().version());
            json.writeStringField("who", rollout.note().who());
            json.writeStringField("reason", rollout.note().reason());
            json.writeStringField("ticket", rollout.note().ticket());
            json.writeStringField("outcome", rollout.outcome().toString());
            json.writeStringField("previous", previous);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a line could not be put into memory", e);
        }
        String begun = text.toString().replaceFirst("}$", "");
        return new RolloutLine(begun + HASH + sha256(begun) + "\"}");
    }

    /** The change it tells of; nothing if it is no such line. */
    Optional<Rollout> rollout() {
        try {
            Map<String, String> fields = fields();
            Rollout.Change change = new Rollout.Change(
                    Rollout.Kind.valueOf(constant(fields, "what")),
                    field(fields, "from"),
                    field(fields, "to"),
                    field(fields, "version"));
            Rollout.Note note =
                    new Rollout.Note(field(fields, "who"), field(fields, "reason"), field(fields, "ticket"));
            return Optional.of(new Rollout(
                    Long.parseLong(field(fields, "n")),
                    Instant.parse(field(fields, "at")),
                    change,
                    note,
                    Rollout.Outcome.valueOf(constant(fields, "outcome"))));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether it follows a line with that hash, and has not been changed since it was written. */
    boolean follows(String previous) {
        int end = text.lastIndexOf(HASH);
        return end >= 0
                && text.substring(0, end).endsWith(",\"previous\":\"" + previous + "\"")
                && text.substring(end).equals(HASH + sha256(text.substring(0, end)) + "\"}");
    }

    String hash() {
        int end = text.lastIndexOf(HASH) + HASH.length();
        return text.substring(Math.min(end, text.length())).replace("\"}", "");
    }

    private Map<String, String> fields() throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue()) {
                    fields.put(json.currentName(), json.getText());
                }
            }
        }
        return fields;
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no field " + name);
        }
        return value;
    }

    private static String constant(Map<String, String> fields, String name) {
        return field(fields, name).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
