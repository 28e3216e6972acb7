package org.portcullis.load.drill;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.portcullis.load.run.ClosedLoopDriver;
import org.portcullis.load.run.ConnectionMode;
import org.portcullis.load.run.Driver;
import org.portcullis.load.run.LoadPlan;
import org.portcullis.load.run.LoadReport;
import org.portcullis.load.run.OpenLoopDriver;
import org.portcullis.load.run.RunListener;
import org.portcullis.load.run.Target;
import org.portcullis.load.run.Unobserved;
import org.portcullis.load.run.Workload;

/**
 * Who asks a server, as whom, what, and for how long in each phase.
 *
 * @param tls gives a new context at each call, so that no session is resumed unasked
 */
public record Caller(Target target, Supplier<SSLContext> tls, Workload workload, Duration phase) {
    /** Share of the ceiling that a server is used to. */
    static final double EVERYDAY = 0.5;
    /** Times the ceiling that is too much. */
    static final double OVERLOAD = 3;
    /** Connections of an everyday load. */
    static final int FEW = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The same, asking something else. */
    Caller asking(Workload other) {
        return new Caller(target, tls, other, phase);
    }

    /**
     * How many answers a second there are if the next question comes with the answer.
     *
     * @throws IOException if there are none at all
     */
    double ceiling() throws IOException, InterruptedException {
        LoadReport report = asFastAsAnswered(ConnectionMode.KEEP_ALIVE, phase);
        if (report.done() == 0) {
            throw new IOException("no question was answered: " + report.errors());
        }
        return report.done() / seconds();
    }

    /** Asks as fast as answers come, over few connections or a new one for each question. */
    LoadReport asFastAsAnswered(ConnectionMode mode, Duration warmUp) throws InterruptedException {
        LoadPlan plan = new LoadPlan(1, phase, FEW, mode, PATIENCE, warmUp);
        Driver loop = new ClosedLoopDriver(target, tls, plan, workload, InstantSource.system());
        return loop.run(new Unobserved()).report();
    }

    /** Asks at the rate over few connections, or as near to it as the generator can come. */
    LoadReport load(double rate) throws InterruptedException {
        return load(rate, FEW, new Unobserved());
    }

    LoadReport load(double rate, int connections, RunListener listener) throws InterruptedException {
        double possible = Math.max(1, Math.min(LoadPlan.MAX_RATE, rate));
        LoadPlan plan = new LoadPlan(possible, phase, connections, ConnectionMode.KEEP_ALIVE, PATIENCE);
        Driver loop = new OpenLoopDriver(target, tls, plan, workload, InstantSource.system());
        return loop.run(listener).report();
    }

    double seconds() {
        return phase.toMillis() / 1000.0;
    }
}
