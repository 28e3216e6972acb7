package org.portcullis.load.bench;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.portcullis.load.run.LoadReport;
import org.portcullis.load.run.OutcomeGroup;
import org.portcullis.load.run.Percentiles;
import org.portcullis.load.run.RunResult;

/** What a measurement found, as it stands in {@code summary.json}; times are milliseconds. */
public record Summary(
        Conditions conditions, Verdicts verdicts, RunResult run, Use use, Extras extras, List<Second> timeline) {
    /** How long it was measured, and what was asked how: runs can be compared where this is the same. */
    public record Conditions(double measuredSeconds, SortedMap<String, String> load) {
        /** Copies the map. */
        public Conditions {
            load = Collections.unmodifiableSortedMap(new TreeMap<>(load));
        }
    }

    /** Why the numbers say nothing of the server, what to look at first, and which promises were kept. */
    public record Verdicts(List<String> invalid, List<String> warnings, List<Slo.Check> slo) {
        /** Copies the lists. */
        public Verdicts {
            invalid = List.copyOf(invalid);
            warnings = List.copyOf(warnings);
            slo = List.copyOf(slo);
        }

        /** Whether the numbers say something of the server. */
        public boolean isValid() {
            return invalid.isEmpty();
        }
    }

    /**
     * Seconds of processor time while it was measured, and of the server's garbage collection, warm-up included; both are 0 for
     * a server whose process was not known. The most that the generator collected garbage within one second.
     */
    public record Use(
            double serverCpuSeconds, double serverGcSeconds, double generatorCpuSeconds, long generatorMaxGcMillis) {}

    /** What was asked for beside the load; each list has one element or none, {@code ramp} one for each rate tried. */
    public record Extras(List<BanEffect> ban, List<ControlRatio> control, List<RampStep> ramp) {
        /** Nothing. */
        public static final Extras NONE = new Extras(List.of(), List.of(), List.of());

        /** Copies the lists. */
        public Extras {
            ban = List.copyOf(ban);
            control = List.copyOf(control);
            ramp = List.copyOf(ramp);
        }
    }

    /** Copies the list. */
    public Summary {
        timeline = List.copyOf(timeline);
    }

    /** Response times: from when requests were due. */
    public Percentiles response() {
        return report().response();
    }

    private LoadReport report() {
        return run.report();
    }

    /** Requests that were due. */
    public long offered() {
        return report().offered();
    }

    /** Good answers. */
    public long done() {
        return report().done();
    }

    /** Requests without a good answer. */
    public long failed() {
        return report().failed();
    }

    /** Good answers for each second. */
    public double donePerSecond() {
        double seconds = conditions.measuredSeconds();
        return seconds > 0 ? done() / seconds : 0;
    }

    /** The server's processor time for each request, in microseconds; 0 if its process was not known. */
    public double serverCpuMicros() {
        return done() == 0 ? 0 : use.serverCpuSeconds() * 1e6 / done();
    }

    /** The same, held against promises. */
    public Summary checked(Slo slo) {
        return new Summary(
                conditions,
                new Verdicts(verdicts.invalid(), verdicts.warnings(), slo.check(this)),
                run,
                use,
                extras,
                timeline);
    }

    /** The same with what was asked for beside the load, and more to look at. */
    Summary with(Extras more, List<String> warnings) {
        List<String> all =
                Stream.concat(verdicts.warnings().stream(), warnings.stream()).toList();
        return new Summary(conditions, new Verdicts(verdicts.invalid(), all, verdicts.slo()), run, use, more, timeline);
    }

    /** Answers by what they said. */
    public Map<String, OutcomeGroup> groups() {
        return run.groups();
    }

    /** Whether every promise was kept, that of a ban among them. */
    public boolean keepsPromises() {
        return keepsBans() && verdicts.slo().stream().allMatch(Slo.Check::held);
    }

    /** Whether every ban held, which a generator that lagged shows as well as any. */
    public boolean keepsBans() {
        return extras.ban().stream().allMatch(BanEffect::isKept);
    }
}
