package org.portcullis.load.drill;

import java.util.Locale;

/** What an exercise found: what was measured, as one line, and whether the bar was reached. */
public record Finding(String text, boolean passed) {
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
        return of(
                p99 <= Math.max(5, times * other),
                "p99 of %s %.1f ms, otherwise %.1f (bar %.1f times, or 5 ms)",
                what,
                p99,
                other,
                times);
    }
}
