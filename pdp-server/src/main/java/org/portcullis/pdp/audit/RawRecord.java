package org.portcullis.pdp.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.portcullis.pdp.json.JsonRecord;

/** A record as it stands in the audit log, with everything that is in it. */
public record RawRecord(String json) implements JsonRecord {
    private static final JsonFactory JSON = new JsonFactory();

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

    /** Looks for the record of one exchange. Not thread-safe. */
    public static final class Finder {
        private final UUID id;
        private final List<RawRecord> found = new ArrayList<>();

        /** For this call id. */
        public Finder(UUID id) {
            this.id = id;
        }

        /** Reads the whole log. */
        public Unread search(AuditHistory history) throws IOException {
            Unread[] unread = {Unread.NOTHING};
            Unread files =
                    history.batches(Span.EVER, batch -> unread[0] = unread[0].plus(batch.forEachLine(this::look)));
            return unread[0].plus(files);
        }

        private void look(byte[] line, PastAnswer answer) {
            if (answer.id().equals(id)) {
                found.add(new RawRecord(new String(line, StandardCharsets.UTF_8)));
            }
        }

        /** What was found: one record, unless the log is in a strange state. */
        public List<RawRecord> found() {
            return List.copyOf(found);
        }
    }
}
