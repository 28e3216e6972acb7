package org.portcullis.pdp.console;

import static org.portcullis.pdp.console.Html.el;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers as pictures, each with words that say the same. */
final class Plot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 180;
    private static final int LEFT = 60;
    private static final int BOTTOM = 150;
    private static final int TOP = 15;

    private Plot() {}

    /** A line through values that lie equally far apart, oldest first, the last one now; there is room for so many of them. */
    static Html line(String words, String unit, List<Double> values, int room) {
        double most =
                Math.max(1, values.stream().mapToDouble(value -> value).max().orElse(1));
        List<Html> parts = new ArrayList<>();
        parts.add(el("title", words));
        parts.add(rule(BOTTOM));
        parts.add(rule(TOP));
        parts.add(label(LEFT - 5, BOTTOM, "end", "0"));
        parts.add(label(LEFT - 5, TOP + 5, "end", number(most) + " " + unit));
        parts.add(label(LEFT, HEIGHT - 8, "start", "15 minutes ago"));
        parts.add(label(WIDTH - 5, HEIGHT - 8, "end", "now"));
        parts.add(el("polyline").with("points", points(values, most, room)).with("class", "curve"));
        return el("svg", parts)
                .with("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
                .with("role", "img")
                .with("aria-label", words)
                .with("class", "plot");
    }

    private static Html rule(int y) {
        return el("line")
                .with("x1", String.valueOf(LEFT))
                .with("x2", String.valueOf(WIDTH - 5))
                .with("y1", String.valueOf(y))
                .with("y2", String.valueOf(y))
                .with("class", "rule");
    }

    private static Html label(int x, int y, String anchor, String words) {
        return el("text", words)
                .with("x", String.valueOf(x))
                .with("y", String.valueOf(y))
                .with("text-anchor", anchor);
    }

    private static String points(List<Double> values, double most, int room) {
        StringBuilder points = new StringBuilder();
        double step = (WIDTH - 5.0 - LEFT) / Math.max(1, room - 1);
        double first = LEFT + (room - values.size()) * step;
        for (int i = 0; i < values.size(); i++) {
            double y = BOTTOM - (BOTTOM - TOP) * values.get(i) / most;
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", first + i * step, y));
        }
        return points.toString().strip();
    }

    /** A bar that is filled so far. */
    static Html bar(int percent, boolean alarm) {
        return el("svg", part(100, "empty"), part(percent, alarm ? "full" : "filled"))
                .with("viewBox", "0 0 100 10")
                .with("preserveAspectRatio", "none")
                .with("role", "img")
                .with("aria-label", percent + " %")
                .with("class", "bar");
    }

    private static Html part(int width, String look) {
        return el("rect")
                .with("width", String.valueOf(width))
                .with("height", "10")
                .with("class", look);
    }

    /** A number with as many digits as anybody reads. */
    static String number(double value) {
        return value >= 100 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
