package org.portcullis.load.drill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.portcullis.load.run.Interval;
import org.portcullis.load.run.LoadReport;
import org.portcullis.load.run.RunListener;
import org.portcullis.load.run.Workload;

/**
 * Asks for all that a server can do, about thousands of people it has never heard of, right after it was started again: how long until it answers nine in ten.
 *
 * @param strangers asks about people of whom the server has never heard, in turn
 * @param restart starts the server again, and ends once it is ready; empty to let it run on
 */
public record HerdDrill(Caller caller, Workload strangers, List<String> restart) implements Drill {
    private static final double SHARE = 0.9;
    private static final double SECONDS = 15;
    private static final long RESTART_MINUTES = 2;

    /** Copies the command. */
    public HerdDrill {
        restart = List.copyOf(restart);
    }

    @Override
    public List<Finding> carryOut() throws IOException, InterruptedException {
        double capacity = caller.capacity();
        startAgain();
        Answers answers = new Answers();
        LoadReport herd = caller.asking(strangers).load(capacity, Caller.CONNECTIONS, answers);
        double until = answers.secondsUntil(SHARE * capacity);
        return List.of(
                Finding.note("capacity %.0f/s with people it knows", capacity).with("capacity", capacity, "/s", ""),
                recovery(until),
                Finding.of(herd.failed() == 0, "errors %s (bar none)", herd.errors())
                        .with("errors", (double) herd.failed(), "", "<=0"),
                Finding.note(
                                "%d questions about strangers, p99 %.1f ms, generator lag p99 %.1f ms",
                                herd.offered(),
                                herd.response().p99(),
                                herd.lag().p99())
                        .with("p99", herd.response().p99(), "ms", "")
                        .with("lag", herd.lag().p99(), "ms", ""));
    }

    private Finding recovery(double until) {
        return Double.isInfinite(until)
                ? Finding.of(false, "90 %% of it with strangers not within %.1f s (bar 15)", caller.seconds())
                : Finding.of(until <= SECONDS, "90 %% of it with strangers after %.1f s (bar 15)", until)
                        .with("recovery", until, "s", "<=15");
    }

    private void startAgain() throws IOException, InterruptedException {
        if (restart.isEmpty()) {
            return;
        }
        Process process = new ProcessBuilder(restart)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!process.waitFor(RESTART_MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
            throw new IOException("the server was not started again within " + RESTART_MINUTES + " minutes");
        }
        if (process.exitValue() != 0) {
            throw new IOException("the server was not started again: " + String.join(" ", restart) + " ended with "
                    + process.exitValue());
        }
    }

    /** How many good answers each second had. */
    private static final class Answers implements RunListener {
        /** A second or so of the run: when it ended, and how many answers there were a second. */
        private record Second(double end, double rate) {}

        private final List<Second> passed = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void passed(Interval interval) {
            double length = interval.span().seconds();
            passed.add(new Second(
                    interval.span().fromSeconds() + length, interval.service().getTotalCount() / length));
        }

        /** The end of the first second of that rate; infinite if there was none. */
        double secondsUntil(double rate) {
            return List.copyOf(passed).stream()
                    .filter(second -> second.rate() >= rate)
                    .mapToDouble(Second::end)
                    .findFirst()
                    .orElse(Double.POSITIVE_INFINITY);
        }
    }
}
