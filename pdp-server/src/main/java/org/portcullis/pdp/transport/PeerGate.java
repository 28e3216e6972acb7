package org.portcullis.pdp.transport;

import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.pdp.trust.ChainVerdict;
import org.portcullis.pdp.trust.PeerTls;
import org.portcullis.profile.Dn;

/**
 * Judges the caller anew at each request, for its certificate may have been revoked or have expired since the handshake,
 * and lets no caller take more than its share, nor all of them more than can be answered soon. Whoever is turned away is so in the thread that read the request;
 * only who is admitted gets one that may wait for disks.
 */
final class PeerGate extends Handler.Wrapper {
    private static final int UNAVAILABLE = 503;
    private static final int NOT_FOUND = 404;

    private final PeerTls tls;
    private final PeerShares shares;
    private final ServerMetrics metrics;
    private final RejectLog rejects;
    /** Written by whoever ends the server. */
    private volatile boolean leaving;

    PeerGate(PeerTls tls, PeerShares shares, ServerMetrics metrics, RejectLog rejects, Handler next) {
        super(next);
        this.tls = tls;
        this.shares = shares;
        this.metrics = metrics;
        this.rejects = rejects;
    }

    /** Makes every answer from now on the last one on its connection. */
    void leave() {
        leaving = true;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        ChainVerdict verdict = tls.verify(Peer.chain(request));
        Optional<Dn> peer = verdict.holder();
        if (peer.isEmpty()) {
            hangUp(request, callback, verdict);
            return true;
        }
        if (leaving) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        PeerShares.Entry entry = shares.enter(peer.get());
        if (entry != PeerShares.Entry.ADMITTED) {
            turnAway(entry, response, callback);
            return true;
        }
        Request.addCompletionListener(request, failure -> shares.leave(peer.get()));
        request.getComponents().getExecutor().execute(() -> admit(request, response, callback));
        return true;
    }

    private void admit(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, NOT_FOUND);
            }
        } catch (Exception | LinkageError | StackOverflowError e) {
            Response.writeError(request, response, callback, e);
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** Whoever is not believed any more gets nothing that could be taken for an answer. */
    private void hangUp(Request request, Callback callback, ChainVerdict verdict) {
        String why = verdict.match(name -> "", doubt -> doubt.reason().value());
        rejects.reject(Request.getRemoteAddr(request), "peer", why);
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        callback.failed(new EofException("the caller is not believed any more"));
    }

    private void turnAway(PeerShares.Entry entry, Response response, Callback callback) {
        metrics.rejected(UNAVAILABLE);
        if (entry == PeerShares.Entry.CALLER_HAS_ITS_SHARE) {
            metrics.limited();
        } else {
            metrics.overloaded("question");
        }
        response.setStatus(UNAVAILABLE);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
        response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
        callback.succeeded();
    }
}
