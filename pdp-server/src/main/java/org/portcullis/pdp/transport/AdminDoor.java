package org.portcullis.pdp.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.portcullis.pdp.admin.AdminAnswer;
import org.portcullis.pdp.admin.AdminRequest;
import org.portcullis.pdp.admin.Desk;
import org.portcullis.pdp.admin.Problem;
import org.portcullis.pdp.context.RequestContext;

/**
 * The admin port as Jetty sees it: reads the whole request and hands it to the desk; a question in SOAP, which nobody may ask
 * here, goes to an endpoint that refuses it in SOAP. Thread-safe.
 */
final class AdminDoor extends Handler.Abstract {
    private static final String REQUEST_ID = "X-Request-ID";
    private static final Pattern NAMED = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    private final Desk desk;
    private final AuthzEndpoint soap;
    private final Callers callers;
    private final InstantSource clock;
    private final int maxBodyBytes;

    AdminDoor(Desk desk, AuthzEndpoint soap, Callers callers, InstantSource clock, int maxBodyBytes) {
        this.desk = desk;
        this.soap = soap;
        this.callers = callers;
        this.clock = clock;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        RequestContext context = RequestContext.open(
                callers.of(Peer.of(request), clock.instant()), Request.getRemoteAddr(request), clock);
        AdminAnswer answer = answer(request, context);
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.mediaType());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put(REQUEST_ID, requestId(request, context));
        answer.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    private static String requestId(Request request, RequestContext context) {
        return Optional.ofNullable(request.getHeaders().get(REQUEST_ID))
                .filter(name -> NAMED.matcher(name).matches())
                .orElseGet(() -> context.callId().toString());
    }

    private AdminAnswer answer(Request request, RequestContext context) throws IOException {
        byte[] body;
        try (InputStream stream = Content.Source.asInputStream(request)) {
            body = stream.readNBytes(maxBodyBytes);
            if (stream.read() >= 0) {
                stream.readNBytes(SoapExchange.DRAIN_BYTES);
                return closing(Problem.TOO_LARGE.answer(context));
            }
        }
        if (HttpMethod.POST.is(request.getMethod()) && Doorman.isPlainXml(request)) {
            HttpAnswer refusal = soap.post(context, body);
            return new AdminAnswer(refusal.status(), SoapExchange.MEDIA_TYPE, Map.of(), refusal.body());
        }
        return desk.answer(new AdminRequest(
                context,
                request.getMethod(),
                Optional.ofNullable(request.getHttpURI().getPath()).orElse(""),
                Optional.ofNullable(request.getHttpURI().getQuery()).orElse(""),
                headers(request),
                body));
    }

    private static AdminAnswer closing(AdminAnswer answer) {
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("Connection", "close");
        return new AdminAnswer(answer.status(), answer.mediaType(), headers, answer.body());
    }

    /** By name; of one that comes twice, both with a comma between them, which is no value of any that are read. */
    private static Map<String, String> headers(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = Optional.ofNullable(field.getValue()).orElse("");
            headers.merge(
                    field.getName().toLowerCase(Locale.ROOT), value, (one, two) -> String.join(",", List.of(one, two)));
        }
        return headers;
    }
}
