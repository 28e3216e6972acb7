package org.portcullis.pdp.admin;

import java.util.Map;
import java.util.Optional;
import org.portcullis.pdp.context.RequestContext;

/**
 * One request as it came: {@code query} is what follows the question mark, as it was sent; header names are in lower case;
 * nobody changes the body.
 */
@SuppressWarnings("ArrayRecordComponent")
public record AdminRequest(
        RequestContext context, String method, String path, String query, Map<String, String> headers, byte[] body) {
    /** Copies the headers. */
    public AdminRequest {
        headers = Map.copyOf(headers);
    }

    /** The value of a header, by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
