package org.portcullis.load.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an exercise found: what was measured, as one line, whether the bar was reached, and the numbers in it for programs; none
 * where there are only words.
 */
public record Finding(String text, boolean passed, List<Figure> figures) {
    /**
     * A number that was found, with its unit and the bar as in {@code <=20}; both may be empty.
     *
     * @param name the same in every run
     */
    public record Figure(String name, double value, String unit, String bar) {}

    /** Copies the list. */
    public Finding {
        figures = List.copyOf(figures);
    }

    /** Words alone. */
    Finding(String text, boolean passed) {
        this(text, passed, List.of());
    }

    /** Held against a bar. */
    static Finding of(boolean passed, String form, Object... values) {
        return new Finding(String.format(Locale.ROOT, form, values), passed);
    }

    /** Held against nothing. */
    static Finding note(String form, Object... values) {
        return of(true, form, values);
    }

    /** Two times, in milliseconds, of which the first may be so many times the second, or 5 ms. */
    static Finding atMost(double times, String what, double p99, double other) {
        double bar = Math.max(5, times * other);
        return of(p99 <= bar, "p99 of %s %.1f ms, otherwise %.1f (bar %.1f times, or 5 ms)", what, p99, other, times)
                .with("p99", p99, "ms", String.format(Locale.ROOT, "<=%.1f", bar));
    }

    /** The same with one number more for programs. */
    Finding with(String name, double value, String unit, String bar) {
        List<Figure> more = new ArrayList<>(figures);
        more.add(new Figure(name, value, unit, bar));
        return new Finding(text, passed, more);
    }
}
