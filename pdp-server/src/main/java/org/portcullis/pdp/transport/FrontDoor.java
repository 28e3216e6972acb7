package org.portcullis.pdp.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The SOAP endpoint in front of CXF and of servlets, for the hot codec (ADR 6). Thread-safe. */
final class FrontDoor extends Handler.Abstract {
    private final SoapExchange exchange;

    FrontDoor(SoapExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        SoapExchange.Reply reply;
        try (InputStream body = Content.Source.asInputStream(request)) {
            reply = exchange.reply(Peer.of(request), Request.getRemoteAddr(request), body, request.getLength());
        }
        HttpAnswer answer = reply.answer();
        response.setStatus(answer.status());
        if (reply.last()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        if (answer.body().length > 0) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, SoapExchange.MEDIA_TYPE);
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }
}
