package org.portcullis.load.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Connections on which, after the TLS handshake, nothing is said. Not thread-safe. */
public final class IdleConnections implements AutoCloseable {
    private static final int OPENERS = 8;
    private static final int MINUTES = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<Lane> lanes;

    private IdleConnections(List<Lane> lanes) {
        this.lanes = lanes;
    }

    /** Opens so many, or as many as can be opened. */
    public static IdleConnections open(Target target, Supplier<SSLContext> tls, int count) throws InterruptedException {
        LoadPlan plan = new LoadPlan(1, PATIENCE, 1, ConnectionMode.KEEP_ALIVE, PATIENCE);
        IdleConnections idle = new IdleConnections(Collections.synchronizedList(new ArrayList<>(count)));
        ExecutorService openers = Executors.newFixedThreadPool(OPENERS);
        for (int i = 0; i < count; i++) {
            openers.execute(() -> idle.add(new Lane(target, tls, plan)));
        }
        openers.shutdown();
        if (!openers.awaitTermination(MINUTES, TimeUnit.MINUTES)) {
            openers.shutdownNow();
        }
        return idle;
    }

    private void add(Lane lane) {
        try {
            lane.connect();
            lanes.add(lane);
        } catch (IOException e) {
            lane.close();
        }
    }

    /** How many were opened. */
    public int opened() {
        return lanes.size();
    }

    /** How many the server has left open. */
    public int stillOpen() {
        return (int) List.copyOf(lanes).stream().filter(IdleConnections::isOpen).count();
    }

    private static boolean isOpen(Lane lane) {
        try {
            return lane.isSilent();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        List.copyOf(lanes).forEach(Lane::close);
    }
}
