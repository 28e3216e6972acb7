package org.portcullis.load.run;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** The connections of one run, and the books in which what comes of requests is written. Thread-safe, but for its end. */
final class Crew implements AutoCloseable {
    private final LoadPlan plan;
    private final Workload workload;
    private final RunListener listener;
    private final InstantSource clock;
    private final List<Lane> lanes = new ArrayList<>();
    private final Outcomes warmUp = new Outcomes();
    private final Outcomes measured = new Outcomes();
    private volatile boolean cutOff;

    Crew(Exchange exchange, LoadPlan plan, RunListener listener) {
        this.plan = plan;
        this.workload = exchange.workload();
        this.clock = exchange.clock();
        this.listener = listener;
        for (int i = 0; i < plan.connections(); i++) {
            lanes.add(new Lane(exchange.target(), exchange.tls(), plan));
        }
    }

    /** Who asks whom, and what. */
    record Exchange(Target target, Supplier<SSLContext> tls, Workload workload, InstantSource clock) {}

    List<Lane> lanes() {
        return lanes;
    }

    /** Opens connections before the clock runs; what fails here fails again and is counted then. */
    void connect() {
        if (plan.mode() != ConnectionMode.KEEP_ALIVE) {
            return;
        }
        for (Lane lane : lanes) {
            try {
                lane.connect();
            } catch (IOException e) {
                return;
            }
        }
    }

    void serve(Lane lane, Arrival arrival) {
        Outcomes outcomes = of(arrival);
        Shot shot = workload.shot(arrival.index());
        Instant now = clock.instant();
        byte[] body = shot.message().body(arrival.id(), now);
        long sent = System.nanoTime();
        if (arrival.findsFreeLane()) {
            outcomes.lagged(sent - arrival.intendedNanos());
        }
        try {
            HttpAnswer answer = lane.exchange(body);
            answered(arrival, shot, answer, sent);
        } catch (ExchangeFailedException e) {
            outcomes.refused(cutOff ? Outcomes.ABANDONED : e.kind(), System.nanoTime() - sent);
        }
    }

    private void answered(Arrival arrival, Shot shot, HttpAnswer answer, long sent) {
        long end = System.nanoTime();
        Outcomes outcomes = of(arrival);
        Verdict verdict = Verdict.of(answer.body());
        boolean undecided = verdict == Verdict.NONE && shot.expected() != Verdict.NONE;
        if (undecided || verdict == Verdict.INDETERMINATE) {
            outcomes.failed(undecided ? "no-decision" : verdict.word(), 1);
            return;
        }
        outcomes.answered(arrival.intendedNanos(), sent, end);
        outcomes.said(
                shot, verdict, end - arrival.intendedNanos(), answer.body().length());
        listener.answered(shot, verdict, sent, end);
    }

    Outcomes of(Arrival arrival) {
        return arrival.counts() ? measured : warmUp;
    }

    /** Tells the listener of what came since the last time. */
    void report(double untilSeconds, double seconds) {
        double from = untilSeconds - seconds;
        boolean before = from + seconds / 2 < 0;
        Interval warm = warmUp.sinceLastTime(from, seconds, true);
        if (before || warm.response().getTotalCount() + warm.errors() > 0) {
            listener.passed(warm);
        }
        if (!before) {
            listener.passed(measured.sinceLastTime(from, seconds, false));
        }
    }

    /** Whoever is still waiting for an answer gives up, and so do those whose turn never came. */
    void abandon(int waiting) {
        cutOff = true;
        measured.failed(Outcomes.ABANDONED, waiting);
        close();
    }

    RunResult result(long offered) {
        LoadReport report = measured.report(offered);
        RunResult.Traffic traffic = new RunResult.Traffic(
                lanes.stream().mapToLong(Lane::handshakes).sum(),
                lanes.stream().mapToLong(Lane::resumed).sum(),
                measured.meanBytes());
        return new RunResult(report, measured.groups(), measured.surprises(), traffic);
    }

    @Override
    public void close() {
        lanes.forEach(Lane::close);
    }
}
