package org.portcullis.pdp.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.portcullis.pdp.audit.RawRecord;

/** JSON out of maps, lists, texts, numbers, truth values and records of the audit log; and objects of nothing but texts out of JSON. */
final class JsonBody {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private JsonBody() {}

    static byte[] of(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException("a page could not be put into memory", e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> fields) {
            json.writeStartObject();
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                json.writeFieldName(String.valueOf(field.getKey()));
                write(json, field.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Collection<?> values) {
            json.writeStartArray();
            for (Object each : values) {
                write(json, each);
            }
            json.writeEndArray();
        } else if (value instanceof RawRecord record) {
            json.writeRawValue(record.json());
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString(value.toString());
        }
    }

    /**
     * The fields of an object.
     *
     * @throws ProblemException if it is not UTF-8, not one object, or has anything but texts in it
     */
    static Map<String, String> texts(byte[] body) {
        try (JsonParser json = JSON.createParser(utf8(body))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw notReadable();
            }
            Map<String, String> fields = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    throw notReadable();
                }
                fields.put(name, json.getText());
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw notReadable();
            }
            return fields;
        } catch (IOException e) {
            throw notReadable();
        }
    }

    private static String utf8(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private static ProblemException notReadable() {
        return new ProblemException(
                Problem.MALFORMED_REQUEST, "the body must be one JSON object whose values are texts, each key once");
    }
}
