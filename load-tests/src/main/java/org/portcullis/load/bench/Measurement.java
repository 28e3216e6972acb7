package org.portcullis.load.bench;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.portcullis.load.run.ConnectionMode;
import org.portcullis.load.run.Interval;
import org.portcullis.load.run.LoadPlan;
import org.portcullis.load.run.LoadReport;
import org.portcullis.load.run.RunListener;
import org.portcullis.load.run.RunResult;
import org.portcullis.load.run.Shot;
import org.portcullis.load.run.Verdict;

/** One plan, carried out and judged: is it the server that was measured, and what does a reader have to know first? */
final class Measurement {
    /** Garbage collection of the generator within a second that is still forgiven. */
    static final long MAX_GC_MILLIS = 100;

    private static final double RESUMED_SHARE = 0.95;

    private final Rig rig;
    private final LoadPlan plan;
    private final Wishes wishes;
    private final SortedMap<String, String> load;

    Measurement(Rig rig, LoadPlan plan, Wishes wishes, SortedMap<String, String> load) {
        this.rig = rig;
        this.plan = plan;
        this.wishes = wishes;
        this.load = load;
    }

    Summary take(OutputStream hlog, Consumer<Second> progress) throws InterruptedException {
        Gauges gauges = new Gauges(wishes.server());
        try (Recording recording = new Recording(hlog, rig.clock().instant(), gauges, progress)) {
            return wishes.ban().isEmpty()
                    ? summary(rig.driver(plan, wishes.closed()).run(recording), recording, List.of())
                    : banned(recording, wishes.ban().get(0));
        }
    }

    private Summary banned(Recording recording, BanOrder order) throws InterruptedException {
        try (BanStrike strike = new BanStrike(order)) {
            RunResult result = rig.driver(plan, wishes.closed()).run(new Both(recording, strike));
            return summary(result, recording, List.of(strike.effect()));
        }
    }

    /** Two who want to know of the same run. */
    private record Both(Recording recording, BanStrike strike) implements RunListener {
        @Override
        public void starts(long nanos) {
            strike.starts(nanos);
        }

        @Override
        public void answered(Shot shot, Verdict verdict, long sentNanos, long endNanos) {
            strike.answered(shot, verdict, sentNanos, endNanos);
        }

        @Override
        public void passed(Interval interval) {
            recording.passed(interval);
        }
    }

    private Summary summary(RunResult result, Recording recording, List<BanEffect> ban) {
        List<Second> seconds = recording.seconds();
        List<Second> measured =
                seconds.stream().filter(second -> !second.warmUp()).toList();
        double time = measured.stream().mapToDouble(Second::seconds).sum();
        Summary.Use use = new Summary.Use(
                measured.stream()
                        .mapToDouble(s -> s.use().serverCpus() * s.seconds())
                        .sum(),
                recording.serverGcSeconds(),
                measured.stream()
                        .mapToDouble(s -> s.use().generatorCpus() * s.seconds())
                        .sum(),
                measured.stream()
                        .mapToLong(s -> s.use().generatorGcMillis())
                        .max()
                        .orElse(0));
        Summary.Verdicts verdicts =
                new Summary.Verdicts(invalid(result.report(), use), warnings(result, ban), List.of());
        Summary.Extras extras = new Summary.Extras(ban, List.of(), List.of());
        Summary unchecked = new Summary(new Summary.Conditions(time, load), verdicts, result, use, extras, seconds);
        return unchecked.checked(wishes.slo());
    }

    private List<String> invalid(LoadReport report, Summary.Use use) {
        List<String> reasons = new ArrayList<>();
        if (!wishes.closed() && !report.isValid()) {
            reasons.add(text(
                    "the generator was %.3f ms late at p99 (at most %d) or dropped requests: use a lower rate or an"
                            + " idle machine",
                    report.lag().p99(), LoadReport.MAX_LAG.toMillis()));
        }
        if (use.generatorMaxGcMillis() > MAX_GC_MILLIS) {
            reasons.add(text(
                    "the generator collected garbage for %d ms of one second (at most %d): give it more memory",
                    use.generatorMaxGcMillis(), MAX_GC_MILLIS));
        }
        return reasons;
    }

    private List<String> warnings(RunResult result, List<BanEffect> ban) {
        List<String> warnings = new ArrayList<>();
        LoadReport report = result.report();
        if (wishes.closed()) {
            warnings.add("CLOSED LOOP: a slow server was asked less, so times say nothing of how long clients wait");
        } else if (report.hasQueued()) {
            warnings.add("requests waited before they left: the server is slower than the schedule, or there are too"
                    + " few connections");
        }
        report.errors().forEach((kind, count) -> warnings.add(text("%d errors `%s`", count, kind)));
        result.surprises().forEach((what, count) -> warnings.add(text("%d answers were %s", count, what)));
        ban.stream()
                .filter(effect -> !effect.isKept())
                .forEach(effect -> warnings.add(text(
                        "the ban of %s did not hold: its command ended with %d, %d Permits to later questions",
                        effect.selector(), effect.exitCode(), effect.late())));
        long handshakes = result.traffic().handshakes();
        if (plan.mode() == ConnectionMode.RESUMED && result.traffic().resumed() < RESUMED_SHARE * handshakes) {
            warnings.add(text(
                    "only %d of %d handshakes resumed a session",
                    result.traffic().resumed(), handshakes));
        }
        return warnings;
    }

    private static String text(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
