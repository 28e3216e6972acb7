package org.portcullis.pdp.console;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.portcullis.pdp.admin.AdminRequest;

/** What somebody filled in, or asked for after the question mark; each name comes once. */
record Form(Map<String, String> fields) {
    static final Form EMPTY = new Form(Map.of());
    static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    /** Copies the fields. */
    Form {
        fields = Map.copyOf(fields);
    }

    /** What a browser sent, if it is a form. */
    static Optional<Form> of(AdminRequest request) {
        if (request.method().equals("GET")) {
            return parse(request.query());
        }
        return request.header("content-type")
                .filter(type -> type.equalsIgnoreCase(MEDIA_TYPE))
                .flatMap(type -> utf8(request.body()))
                .flatMap(Form::parse);
    }

    private static Optional<String> utf8(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Form> parse(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String part : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int mark = part.indexOf('=');
            if (mark < 1) {
                return Optional.empty();
            }
            try {
                String name = URLDecoder.decode(part.substring(0, mark), StandardCharsets.UTF_8);
                String value = URLDecoder.decode(part.substring(mark + 1), StandardCharsets.UTF_8);
                if (fields.put(name, value) != null) {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.of(new Form(fields));
    }

    /** What stands in a field, without the blanks around it; nothing if it is not there. */
    String text(String name) {
        return fields.getOrDefault(name, "").strip();
    }
}
