package org.portcullis.pdp.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.portcullis.pdp.json.JsonText;

/** Bodies of answers in JSON; and objects of nothing but texts out of JSON. */
final class JsonBody {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private JsonBody() {}

    static byte[] of(Object value) {
        return (JsonText.of(value) + "\n").getBytes(StandardCharsets.UTF_8);
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
