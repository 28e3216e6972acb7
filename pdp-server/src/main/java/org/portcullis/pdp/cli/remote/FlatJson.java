package org.portcullis.pdp.cli.remote;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Every single value of a JSON text under its JSON pointer, as in {@code /bans/0/id}. Immutable. */
public record FlatJson(Map<String, String> values) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Copies the map, in its order. */
    public FlatJson {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Reads a text.
     *
     * @throws IOException if it is no JSON
     */
    public static FlatJson read(String text) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue()) {
                    values.put(json.getParsingContext().pathAsPointer().toString(), json.getText());
                }
            }
        }
        return new FlatJson(values);
    }

    /** The value there, if there is one. */
    public Optional<String> find(String pointer) {
        return Optional.ofNullable(values.get(pointer));
    }

    /** The value there, empty if there is none. */
    public String text(String pointer) {
        return find(pointer).orElse("");
    }
}
