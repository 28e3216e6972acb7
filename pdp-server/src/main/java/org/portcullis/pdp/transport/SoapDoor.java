package org.portcullis.pdp.transport;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.Objects;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.MessageObserver;
import org.apache.cxf.transport.http.AbstractHTTPDestination;

/** The SOAP endpoint as CXF's HTTP transport sees it: takes the message before any interceptor reads it. Thread-safe. */
final class SoapDoor implements MessageObserver {
    private static final String PEER_CHAIN = "jakarta.servlet.request.X509Certificate";

    private final SoapExchange exchange;

    SoapDoor(SoapExchange exchange) {
        this.exchange = exchange;
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
        Peer peer = Peer.of((X509Certificate[]) request.getAttribute(PEER_CHAIN));
        SoapExchange.Reply reply =
                exchange.reply(peer, request.getRemoteAddr(), request.getInputStream(), request.getContentLengthLong());
        HttpAnswer answer = reply.answer();
        response.setStatus(answer.status());
        if (reply.last()) {
            response.setHeader("Connection", "close");
        }
        if (answer.body().length > 0) {
            response.setContentType(SoapExchange.MEDIA_TYPE);
        }
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }
}
