package org.portcullis.load.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.portcullis.load.run.LoadPlan;

/** A measurement with everything that was wished for: the search for the rate, the run itself, the control. */
public final class Bench {
    private static final int MAX_DOUBLINGS = 12;

    private final Rig rig;
    private final LoadPlan plan;
    private final Wishes wishes;
    private final Consumer<Second> progress;

    /** A measurement that tells of each second as it passes. */
    public Bench(Rig rig, LoadPlan plan, Wishes wishes, Consumer<Second> progress) {
        this.rig = rig;
        this.plan = plan;
        this.wishes = wishes;
        this.progress = progress;
    }

    /** Carries all of it out; {@code load} says in words what is asked how, the histogram log goes to a file. */
    public Summary run(SortedMap<String, String> load, Path hlog) throws IOException, InterruptedException {
        load.putAll(wishes.words());
        List<RampStep> steps = new ArrayList<>();
        LoadPlan chosen = wishes.ramp() == null ? plan : plan.at(knee(wishes.ramp(), load, steps));
        Summary summary;
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(hlog))) {
            summary = new Measurement(rig, chosen, wishes, load).take(file, progress);
        }
        List<ControlRatio> control = wishes.control() == null
                ? List.of()
                : List.of(new EchoControl(rig, plan, wishes)
                        .compare(wishes.control(), summary.run().traffic().answerBytes()));
        return summary.with(new Summary.Extras(summary.extras().ban(), control, steps), limits(steps));
    }

    /** Where it was the generator that could not follow a ramp, the knee is not the server's. */
    private static List<String> limits(List<RampStep> steps) {
        return steps.stream()
                .filter(step -> !step.valid())
                .map(step -> String.format(
                        Locale.ROOT,
                        "the ramp's %.0f/s were too much for the generator, so the knee is its own",
                        step.rate()))
                .limit(1)
                .toList();
    }

    /** The highest rate that kept the promises: doubled until they break, then halved into; the first one if none kept them. */
    private double knee(Wishes.RampPlan ramp, SortedMap<String, String> load, List<RampStep> steps)
            throws InterruptedException {
        double good = 0;
        double bad = plan.requestsPerSecond();
        for (int i = 0; i < MAX_DOUBLINGS && holds(bad, ramp.each(), load, steps); i++) {
            good = bad;
            bad = Math.min(LoadPlan.MAX_RATE, 2 * bad);
        }
        for (int i = 0; i < ramp.halvings(); i++) {
            double middle = Math.max(1, Math.rint((good + bad) / 2));
            if (holds(middle, ramp.each(), load, steps)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good > 0 ? good : bad;
    }

    private boolean holds(double rate, Duration each, SortedMap<String, String> load, List<RampStep> steps)
            throws InterruptedException {
        LoadPlan step = new LoadPlan(
                rate,
                each,
                plan.connections(),
                plan.mode(),
                plan.timeout(),
                steps.isEmpty() ? plan.warmUp() : each.dividedBy(5));
        Summary tried = new Measurement(rig, step, wishes, load).take(OutputStream.nullOutputStream(), progress);
        boolean valid = tried.verdicts().isValid();
        boolean held = valid && tried.keepsPromises();
        steps.add(new RampStep(rate, tried.donePerSecond(), tried.response(), valid, held));
        return held;
    }
}
