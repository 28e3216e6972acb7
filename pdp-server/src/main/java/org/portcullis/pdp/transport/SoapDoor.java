package org.portcullis.pdp.transport;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.MessageObserver;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.health.ServerMetrics;

/** The SOAP endpoint as CXF's HTTP transport sees it: takes the message before any interceptor reads it. Thread-safe. */
final class SoapDoor implements MessageObserver {
    static final String MEDIA_TYPE = "text/xml;charset=UTF-8";
    private static final String PEER_CHAIN = "jakarta.servlet.request.X509Certificate";
    /** How much of a refused body is read and thrown away, so that the sender gets to read the answer. */
    static final int DRAIN_BYTES = 4 << 20;

    private final AuthzEndpoint endpoint;
    private final ServerMetrics metrics;
    private final InstantSource clock;
    private final int maxBodyBytes;
    private final Callers callers;

    SoapDoor(AuthzEndpoint endpoint, ServerMetrics metrics, InstantSource clock, int maxBodyBytes, Callers callers) {
        this.endpoint = endpoint;
        this.metrics = metrics;
        this.clock = clock;
        this.maxBodyBytes = maxBodyBytes;
        this.callers = callers;
    }

    @Override
    public void onMessage(Message message) {
        HttpServletRequest request = (HttpServletRequest) message.get(AbstractHTTPDestination.HTTP_REQUEST);
        HttpServletResponse response = (HttpServletResponse) message.get(AbstractHTTPDestination.HTTP_RESPONSE);
        try {
            exchange(Objects.requireNonNull(request), Objects.requireNonNull(response));
        } catch (IOException e) {
            throw new UncheckedIOException("the connection broke", e);
        }
    }

    private void exchange(HttpServletRequest request, HttpServletResponse response) throws IOException {
        X509Certificate[] chain = (X509Certificate[]) request.getAttribute(PEER_CHAIN);
        RequestContext context =
                RequestContext.open(callers.of(chain, clock.instant()), request.getRemoteAddr(), clock);
        InputStream stream = request.getInputStream();
        byte[] body = stream.readNBytes(maxBodyBytes);
        if (stream.read() < 0) {
            send(response, isJson(body) ? Optional.empty() : Optional.of(endpoint.post(context, body)), 415);
        } else {
            Optional<HttpAnswer> refusal = endpoint.refuseOverlong(context, body);
            stream.readNBytes(DRAIN_BYTES);
            response.setHeader("Connection", "close");
            send(response, refusal, 413);
        }
    }

    /** Some clients send JSON and call it XML; that is a wrong media type, not broken XML. */
    private static boolean isJson(byte[] body) {
        return body.length > 0 && (body[0] == '{' || body[0] == '[');
    }

    private void send(HttpServletResponse response, Optional<HttpAnswer> answer, int otherwise) throws IOException {
        if (answer.isEmpty()) {
            metrics.rejected(otherwise);
            response.setStatus(otherwise);
            response.setHeader("Connection", "close");
            response.setContentLength(0);
            return;
        }
        response.setStatus(answer.get().status());
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(answer.get().body().length);
        response.getOutputStream().write(answer.get().body());
    }
}
