package org.portcullis.pdp.transport;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections that begin a request and do not come to its end. Each is looked at once a while, and closed if it sent
 * something twice in a row without completing the headers of a request, or if the body of one that was begun at the last
 * look drips. Who sends nothing is idle, which is looked after elsewhere.
 */
final class SlowRequests implements Connection.Listener {
    private static final int BODY_BYTES_PER_SECOND = 1000;

    private final Scheduler scheduler;
    private final Duration pause;
    private final RejectLog rejects;

    SlowRequests(Scheduler scheduler, Duration pause, RejectLog rejects) {
        this.scheduler = scheduler;
        this.pause = pause;
        this.rejects = rejects;
    }

    /**
     * How far a connection was: bytes and whole heads that came so far, whether the last bytes made no head, and whether an
     * answer was due.
     */
    private record Look(long bytes, long heads, boolean slow, boolean due) {}

    @Override
    public void onOpened(Connection connection) {
        if (!(connection instanceof SslConnection)) {
            lookLater(connection, new Look(0, 0, false, false));
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
        boolean more = bytes > last.bytes() && heads == last.heads();
        boolean began = more && !answering;
        if (began && last.slow()) {
            hangUp(connection, "no end of the headers");
        } else if (more && answering && last.due() && drips(bytes - last.bytes())) {
            hangUp(connection, "no end of the body");
        } else {
            lookLater(connection, new Look(bytes, heads, began, answering));
        }
    }

    private boolean drips(long bytes) {
        return bytes * 1000 < pause.toMillis() * BODY_BYTES_PER_SECOND;
    }

    private void hangUp(Connection connection, String why) {
        rejects.reject(connection.getEndPoint(), "slow", why);
        connection.getEndPoint().close();
    }
}
