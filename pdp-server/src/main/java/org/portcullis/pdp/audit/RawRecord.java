package org.portcullis.pdp.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.portcullis.pdp.json.JsonRecord;
import org.portcullis.pdp.json.JsonText;

/** A record as it stands in the audit log, with everything that is in it. */
public record RawRecord(String json) implements JsonRecord {
    private static final JsonFactory JSON = new JsonFactory();

    /** The one in this line of the log. */
    public static RawRecord of(byte[] line) {
        return new RawRecord(new String(line, StandardCharsets.UTF_8).strip());
    }

    /** Every value by its path, for example {@code subject.fqans.0}, in the order of the record. */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    String path = parser.getParsingContext().pathAsPointer().toString();
                    fields.put(path.substring(1).replace('/', '.'), parser.getText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a record that was read cannot be read again", e);
        }
        return fields;
    }

    /** The same object with nothing in it that could steer a terminal. */
    public String printable() {
        return JsonText.printable(json);
    }
}
