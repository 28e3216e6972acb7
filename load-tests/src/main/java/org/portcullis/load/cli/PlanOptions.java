package org.portcullis.load.cli;

import java.time.Duration;
import java.util.Map;
import org.portcullis.load.run.ConnectionMode;
import org.portcullis.load.run.LoadPlan;
import picocli.CommandLine.Option;

/** How much load, for how long, over which connections. */
final class PlanOptions {
    @Option(names = "--rate", description = "requests per second; where a ramp begins (default: ${DEFAULT-VALUE})")
    private double rate = 100;

    @Option(names = "--for", description = "how long (default: 30s)")
    private Duration duration = Duration.ofSeconds(30);

    @Option(names = "--warmup", description = "how long before anything counts (default: 10s)")
    private Duration warmUp = Duration.ofSeconds(10);

    @Option(names = "--connections", description = "most requests under way (default: ${DEFAULT-VALUE})")
    private int connections = 8;

    @Option(names = "--mode", description = "keep-alive, new-connection or resumed (default: keep-alive)")
    private ConnectionMode mode = ConnectionMode.KEEP_ALIVE;

    @Option(names = "--timeout", description = "longest wait for one answer (default: 5s)")
    private Duration timeout = Duration.ofSeconds(5);

    LoadPlan plan() {
        return new LoadPlan(rate, duration, connections, mode, timeout, warmUp);
    }

    /** The same in words, for those who compare runs. */
    Map<String, String> words() {
        return Map.of(
                "rate", Double.toString(rate),
                "duration", duration.toSeconds() + "s",
                "warm-up", warmUp.toSeconds() + "s",
                "connections", Integer.toString(connections),
                "mode", mode.word());
    }
}
