package org.portcullis.load.report;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** One direction of a chart: where it begins and ends, its marks, and whether its steps are factors. */
record Axis(String label, double from, double to, List<Mark> marks, boolean logarithmic) {
    private static final int MARKS = 5;

    /** A place on the axis and what is written there. */
    record Mark(double at, String text) {}

    /** From 0 to the largest value, with round marks. */
    static Axis linear(String label, DoubleStream values) {
        double most = Math.max(1e-9, values.max().orElse(1));
        double step = roundedUp(most / MARKS);
        int marks = (int) Math.ceil(most / step - 1e-9);
        return new Axis(
                label,
                0,
                step * marks,
                IntStream.rangeClosed(0, marks)
                        .mapToObj(i -> new Mark(i * step, Html.number(i * step)))
                        .toList(),
                false);
    }

    /** From the power of ten below the least value above 0 to the one above the largest. */
    static Axis logarithmic(String label, List<Double> values) {
        double least =
                values.stream().mapToDouble(v -> v).filter(v -> v > 0).min().orElse(0.1);
        double most = values.stream().mapToDouble(v -> v).max().orElse(1);
        int low = (int) Math.floor(Math.log10(least));
        int high = Math.max(low + 1, (int) Math.ceil(Math.log10(Math.max(least, most))));
        return new Axis(
                label,
                Math.pow(10, low),
                Math.pow(10, high),
                IntStream.rangeClosed(low, high)
                        .mapToObj(i -> new Mark(Math.pow(10, i), Html.number(Math.pow(10, i))))
                        .toList(),
                true);
    }

    /** Seconds of a run, from its warm-up to its end. */
    static Axis time(double from, double to) {
        double span = Math.max(1, to - from);
        double step = roundedUp(span / (2 * MARKS));
        List<Mark> marks = DoubleStream.iterate(Math.ceil(from / step) * step, at -> at <= to, at -> at + step)
                .mapToObj(at -> new Mark(at, Html.number(at)))
                .toList();
        return new Axis("seconds", from, from + span, marks, false);
    }

    /** Percentiles, each nine as far from the next as the one before. */
    static Axis nines() {
        List<Mark> marks = List.of(
                new Mark(0, "0 %"),
                new Mark(0.90, "90 %"),
                new Mark(0.99, "99 %"),
                new Mark(0.999, "99.9 %"),
                new Mark(0.9999, "99.99 %"),
                new Mark(0.99999, "99.999 %"));
        return new Axis(
                "of the answers came within",
                0,
                nine(0.99999),
                marks.stream()
                        .map(mark -> new Mark(nine(mark.at()), mark.text()))
                        .toList(),
                false);
    }

    /** Where a share of all stands among the nines: 0.9 at 1, 0.99 at 2. */
    static double nine(double share) {
        return -Math.log10(1 - share);
    }

    /** How far along the axis a value is, from 0 to 1. */
    double place(double value) {
        double place = logarithmic
                ? Math.log(Math.max(from, value) / from) / Math.log(to / from)
                : (value - from) / (to - from);
        return Math.max(0, Math.min(1, place));
    }

    private static double roundedUp(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        double digit = step / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }
}
