package org.portcullis.pdp.transport;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.health.ServerMetrics;

/** One question in SOAP and its answer, whichever of the doors it came through. Thread-safe. */
final class SoapExchange {
    static final String MEDIA_TYPE = "text/xml;charset=utf-8";
    /** How much of a refused body is read and thrown away, so that the sender gets to read the answer. */
    static final int DRAIN_BYTES = 4 << 20;

    private static final int WRONG_TYPE = 415;
    private static final int TOO_LARGE = 413;

    private final AuthzEndpoint endpoint;
    private final ServerMetrics metrics;
    private final InstantSource clock;
    private final int maxBodyBytes;
    private final Callers callers;

    SoapExchange(
            AuthzEndpoint endpoint, ServerMetrics metrics, InstantSource clock, int maxBodyBytes, Callers callers) {
        this.endpoint = endpoint;
        this.metrics = metrics;
        this.clock = clock;
        this.maxBodyBytes = maxBodyBytes;
        this.callers = callers;
    }

    /** What is sent, and whether it is the last of its connection. An answer without a body is a bare status. */
    record Reply(HttpAnswer answer, boolean last) {
        private static Reply bare(int status) {
            return new Reply(new HttpAnswer(status, new byte[0]), true);
        }
    }

    /**
     * Reads a question to its end and answers it.
     *
     * @param claimedLength of the body as its header has it, or less than 0
     * @throws IOException if the question breaks off
     */
    Reply reply(Peer peer, String source, InputStream stream, long claimedLength) throws IOException {
        RequestContext context = RequestContext.open(callers.of(peer, clock.instant()), source, clock);
        byte[] body = stream.readNBytes(roomFor(claimedLength));
        if (stream.read() < 0) {
            return isJson(body) ? rejected(WRONG_TYPE) : new Reply(endpoint.post(context, body), false);
        }
        Reply refusal = endpoint.refuseOverlong(context, body)
                .map(answer -> new Reply(answer, true))
                .orElseGet(() -> rejected(TOO_LARGE));
        stream.readNBytes(DRAIN_BYTES);
        return refusal;
    }

    private int roomFor(long claimedLength) {
        return claimedLength < 0 || claimedLength > maxBodyBytes ? maxBodyBytes : (int) claimedLength;
    }

    /** Some clients send JSON and call it XML; that is a wrong media type, not broken XML. */
    private static boolean isJson(byte[] body) {
        return body.length > 0 && (body[0] == '{' || body[0] == '[');
    }

    private Reply rejected(int status) {
        metrics.rejected(status);
        return Reply.bare(status);
    }
}
