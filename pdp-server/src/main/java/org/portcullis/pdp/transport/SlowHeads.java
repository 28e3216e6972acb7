package org.portcullis.pdp.transport;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections that begin a request and do not come to the end of its headers: each is looked at once a while, and
 * one that sent something twice in a row without completing the headers of a request is closed.
 */
final class SlowHeads implements Connection.Listener {
    private final Scheduler scheduler;
    private final Duration pause;
    private final RejectLog rejects;

    SlowHeads(Scheduler scheduler, Duration pause, RejectLog rejects) {
        this.scheduler = scheduler;
        this.pause = pause;
        this.rejects = rejects;
    }

    /** How far a connection was: bytes and whole heads that came so far, and whether the last bytes made no head. */
    private record Look(long bytes, long heads, boolean slow) {}

    @Override
    public void onOpened(Connection connection) {
        if (!(connection instanceof SslConnection)) {
            lookLater(connection, new Look(0, 0, false));
        }
    }

    private void lookLater(Connection connection, Look last) {
        scheduler.schedule(() -> look(connection, last), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(Connection connection, Look last) {
        if (!connection.getEndPoint().isOpen()) {
            return;
        }
        long bytes = connection.getBytesIn();
        long heads = connection.getMessagesIn();
        boolean answering = heads > connection.getMessagesOut();
        boolean began = bytes > last.bytes() && heads == last.heads() && !answering;
        if (began && last.slow()) {
            rejects.reject(connection.getEndPoint(), "slow", "no end of the headers");
            connection.getEndPoint().close();
        } else {
            lookLater(connection, new Look(bytes, heads, began));
        }
    }
}
