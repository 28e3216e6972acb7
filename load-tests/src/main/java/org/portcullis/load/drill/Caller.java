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
    /** Share of its capacity that a server is used to. */
    static final double EVERYDAY = 0.5;
    /** Times its capacity that is too much. */
    static final double OVERLOAD = 3;
    /** Connections of an everyday load: so many that those who wait for a disk wait together. */
    static final int CONNECTIONS = 32;
    /** What a server can do, it does within that time. */
    private static final double PROMPT_MILLIS = 50;
    /** Parts of what it answers at most that are tried, one after the other. */
    private static final double[] TRIED = {0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1};

    /** How long a rate is tried, if phases are no shorter. */
    private static final Duration TRIAL = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The same, asking something else. */
    Caller asking(Workload other) {
        return new Caller(target, tls, other, phase);
    }

    /**
     * The highest rate, of those that are tried, of which every question is answered and 99 % within 50 ms.
     *
     * @throws IOException if there is none
     */
    double capacity() throws IOException, InterruptedException {
        Duration enough = phase.compareTo(TRIAL) < 0 ? phase : TRIAL;
        return new Caller(target, tls, workload, enough).highestPromptRate();
    }

    private double highestPromptRate() throws IOException, InterruptedException {
        double ceiling = ceiling();
        for (double part : TRIED) {
            LoadReport report = load(part * ceiling);
            if (report.failed() == 0 && report.response().p99() <= PROMPT_MILLIS) {
                return part * ceiling;
            }
        }
        throw new IOException("not even a tenth of what the server can do is answered within 50 ms");
    }

    /** How many answers a second there are if the next question comes with the answer. */
    private double ceiling() throws IOException, InterruptedException {
        LoadReport report = asFastAsAnswered(ConnectionMode.KEEP_ALIVE, phase);
        if (report.done() == 0) {
            throw new IOException("no question was answered: " + report.errors());
        }
        return report.done() / seconds();
    }

    /** Asks as fast as answers come, over everyday connections or a new one for each question. */
    LoadReport asFastAsAnswered(ConnectionMode mode, Duration warmUp) throws InterruptedException {
        LoadPlan plan = new LoadPlan(1, phase, CONNECTIONS, mode, PATIENCE, warmUp);
        Driver loop = new ClosedLoopDriver(target, tls, plan, workload, InstantSource.system());
        return loop.run(new Unobserved()).report();
    }

    /** Asks at the rate over everyday connections, or as near to it as the generator can come. */
    LoadReport load(double rate) throws InterruptedException {
        return load(rate, CONNECTIONS, new Unobserved());
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
