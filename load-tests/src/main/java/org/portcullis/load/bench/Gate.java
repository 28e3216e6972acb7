package org.portcullis.load.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much worse a metric may become, as in {@code p99:+10%}; of the rate, how much lower, as in {@code rate:-5%}. */
public record Gate(Metric metric, double percent) {
    private static final Pattern FORM = Pattern.compile("([a-z0-9.]{1,8}):([+-])(\\d{1,5}(?:\\.\\d{1,3})?)%");

    /**
     * Reads the form that people write.
     *
     * @throws IllegalArgumentException if it is not such a gate
     */
    public static Gate parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw nonsense(text);
        }
        Metric metric = Metric.of(matcher.group(1));
        if (matcher.group(2).equals("+") != metric.isBadIfHigher()) {
            throw nonsense(text);
        }
        return new Gate(metric, Double.parseDouble(matcher.group(3)));
    }

    private static IllegalArgumentException nonsense(String text) {
        String quote = text.substring(0, Math.min(200, text.length()));
        return new IllegalArgumentException("not a gate: `" + quote + "`, write p99:+10% or rate:-5%");
    }
}
