package org.portcullis.pdp.admin;

import java.util.LinkedHashMap;
import java.util.Map;

/** Status, media type, further headers and body of one answer, which nobody changes. */
@SuppressWarnings("ArrayRecordComponent")
public record AdminAnswer(int status, String mediaType, Map<String, String> headers, byte[] body) {
    /** Copies the headers. */
    public AdminAnswer {
        headers = Map.copyOf(headers);
    }

    AdminAnswer(int status, String mediaType, byte[] body) {
        this(status, mediaType, Map.of(), body);
    }

    /** A page of JSON. */
    static AdminAnswer json(int status, Object page) {
        return new AdminAnswer(status, "application/json", JsonBody.of(page));
    }

    /** The same answer with one more header. */
    public AdminAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new AdminAnswer(status, mediaType, more, body);
    }
}
