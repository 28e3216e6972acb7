package org.portcullis.pdp.admin;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.portcullis.pdp.context.RequestContext;

/** How the admin port says no: RFC 9457, under names that stay. */
public enum Problem {
    MALFORMED_REQUEST(400, "the request is not acceptable"),
    REQUEST_DENIED(403, "the caller is not entitled to do this"),
    NOT_FOUND(404, "there is no such thing"),
    METHOD_NOT_ALLOWED(405, "this cannot be done here"),
    CONFLICT(409, "something stands against it"),
    CHANGED_MEANWHILE(412, "somebody else changed it"),
    TOO_LARGE(413, "the request is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "only plain application/json is read"),
    KEY_USED_BEFORE(422, "the idempotency key belongs to another request"),
    SERVER_FAULT(500, "the server could not answer"),
    UNAVAILABLE(503, "this cannot be answered now");

    /** How answers of this kind are labelled. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The name that programs may compare. */
    public String type() {
        return "urn:portcullis:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The answer with nothing but what is always the same, and the call id. */
    public AdminAnswer answer(RequestContext context) {
        return answer(context, "");
    }

    /** The answer; {@code detail} says what to do about it, to somebody who may know. */
    public AdminAnswer answer(RequestContext context, String detail) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", type());
        fields.put("title", title);
        fields.put("status", status);
        if (!detail.isEmpty()) {
            fields.put("detail", detail);
        }
        fields.put("instance", "urn:uuid:" + context.callId());
        AdminAnswer answer = new AdminAnswer(status, MEDIA_TYPE, JsonBody.of(fields));
        return this == UNAVAILABLE ? answer.with("Retry-After", "1") : answer;
    }
}
