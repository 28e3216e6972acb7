package org.portcullis.pdp.transport;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.portcullis.pdp.health.ServerMetrics;

/** Turns away by a bare HTTP status whatever is not a POST of XML to a plain path. */
final class Doorman extends Handler.Wrapper {
    private static final Pattern PLAIN_PATH = Pattern.compile("/(?:[A-Za-z0-9._~-]+/)*[A-Za-z0-9._~-]*");
    private static final Pattern TRICK = Pattern.compile("(?:^|/)\\.\\.?(?:/|$)");
    private static final Pattern XML = Pattern.compile("text/xml(?:\\s*;\\s*charset\\s*=\\s*\"?utf-8\"?)?\\s*");

    private final ServerMetrics metrics;

    Doorman(ServerMetrics metrics, Handler next) {
        super(next);
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        OptionalInt refusal = refusal(request);
        if (refusal.isEmpty()) {
            return super.handle(request, response, callback);
        }
        metrics.rejected(refusal.getAsInt());
        response.setStatus(refusal.getAsInt());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        callback.succeeded();
        return true;
    }

    private static OptionalInt refusal(Request request) {
        String path = request.getHttpURI().getPath();
        boolean plain = path != null
                && PLAIN_PATH.matcher(path).matches()
                && !TRICK.matcher(path).find();
        if (!plain || request.getHttpURI().getQuery() != null) {
            return OptionalInt.of(404);
        }
        if (!HttpMethod.POST.is(request.getMethod())) {
            return OptionalInt.of(405);
        }
        return isPlainXml(request) ? OptionalInt.empty() : OptionalInt.of(415);
    }

    /** Whether a body is said to be XML in UTF-8, as it is. */
    static boolean isPlainXml(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        return encoding == null
                && type != null
                && XML.matcher(type.toLowerCase(Locale.ROOT)).matches();
    }
}
