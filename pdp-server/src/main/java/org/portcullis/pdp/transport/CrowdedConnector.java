package org.portcullis.pdp.transport;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.portcullis.pdp.health.ServerMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connector that hangs up on new connections, before anything is spent on them, while as much waits for a thread as there
 * are threads: a handshake that begins then would end after its client has gone.
 */
final class CrowdedConnector extends ServerConnector {
    private static final Logger LOG = LoggerFactory.getLogger(CrowdedConnector.class);

    /** The thread that waits for what comes on connections also takes new ones: another one would have to wake it each time. */
    private static final int ACCEPTORS = 0;

    private static final int SELECTORS = Runtime.getRuntime().availableProcessors();

    private final QueuedThreadPool threads;
    private final ServerMetrics metrics;

    CrowdedConnector(Server server, QueuedThreadPool threads, ServerMetrics metrics, ConnectionFactory... factories) {
        super(server, ACCEPTORS, SELECTORS, factories);
        this.threads = threads;
        this.metrics = metrics;
    }

    @Override
    protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
        return new ServerConnectorManager(executor, scheduler, selectors) {
            @Override
            public void accept(SelectableChannel channel, Object attachment) {
                if (threads.getQueueSize() >= threads.getMaxThreads()) {
                    hangUp(channel);
                } else {
                    super.accept(channel, attachment);
                }
            }
        };
    }

    private void hangUp(SelectableChannel channel) {
        metrics.overloaded("connection");
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a connection could not be closed", e);
        }
    }
}
