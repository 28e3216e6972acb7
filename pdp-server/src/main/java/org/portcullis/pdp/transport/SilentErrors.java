package org.portcullis.pdp.transport;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors found by the HTTP server itself leave as a status and nothing else. */
final class SilentErrors extends ErrorHandler {
    private static final int UNAVAILABLE = 503;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        if (response.getStatus() == UNAVAILABLE) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
        }
        callback.succeeded();
        return true;
    }
}
