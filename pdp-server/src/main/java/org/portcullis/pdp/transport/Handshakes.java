package org.portcullis.pdp.transport;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.util.thread.Scheduler;

/** Closes connections whose handshake takes too long, and counts those whose handshake fails. Thread-safe. */
final class Handshakes implements Connection.Listener, SslHandshakeListener {
    private final Scheduler scheduler;
    private final Duration longest;
    private final RejectLog rejects;
    private final ConcurrentMap<SSLEngine, Scheduler.Task> pending = new ConcurrentHashMap<>();

    Handshakes(Scheduler scheduler, Duration longest, RejectLog rejects) {
        this.scheduler = scheduler;
        this.longest = longest;
        this.rejects = rejects;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection ssl) {
            ssl.addHandshakeListener(this);
            SSLEngine engine = ssl.getSSLEngine();
            pending.put(
                    engine,
                    scheduler.schedule(
                            () -> expire(engine, ssl.getEndPoint()), longest.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private void expire(SSLEngine engine, EndPoint endPoint) {
        if (pending.remove(engine) != null) {
            rejects.reject(endPoint, "slow", "no handshake within " + longest.toSeconds() + " s");
            endPoint.close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof SslConnection ssl) {
            settle(ssl.getSSLEngine());
        }
    }

    @Override
    public void handshakeSucceeded(Event event) {
        settle(event.getSSLEngine());
    }

    @Override
    public void handshakeFailed(Event event, Throwable failure) {
        settle(event.getSSLEngine());
        rejects.reject(event.getEndPoint(), "handshake", reason(failure));
    }

    private void settle(SSLEngine engine) {
        Scheduler.Task task = pending.remove(engine);
        if (task != null) {
            task.cancel();
        }
    }

    /** The innermost message: that of whoever refused the certificate, where one was refused. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
    }
}
