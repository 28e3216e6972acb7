package org.portcullis.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A drawing of lines over one axis, as SVG that stands in the page itself. */
final class Chart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 260;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 24;
    private static final int BOTTOM = 44;

    private final Axis x;
    private final Axis y;
    private final StringBuilder drawing = new StringBuilder();
    private final List<String> names = new ArrayList<>();

    Chart(Axis x, Axis y) {
        this.x = x;
        this.y = y;
    }

    /** A point of a line, in the units of the axes. */
    record Point(double x, double y) {}

    /** Shades what lies before a value of the x axis. */
    Chart shadedUntil(double value) {
        if (value > x.from()) {
            drawing.append(Html.format(
                    "<rect class=\"warm\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                    LEFT, TOP, column(value) - LEFT, HEIGHT - TOP - BOTTOM));
        }
        return this;
    }

    /** Adds a line in the next colour. */
    Chart line(String name, List<Point> points) {
        String path = points.stream()
                .map(point -> Html.format("%.1f,%.1f", column(point.x()), row(point.y())))
                .collect(Collectors.joining(" "));
        drawing.append(Html.format("<polyline class=\"l%d\" points=\"%s\"/>", names.size(), path));
        names.add(name);
        return this;
    }

    /** Marks something that happened. */
    Chart event(String name, double value) {
        double column = column(value);
        drawing.append(Html.format(
                "<line class=\"event\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/><text x=\"%.1f\" y=\"%d\">%s</text>",
                column, column, TOP, HEIGHT - BOTTOM, column + 4, TOP + 12, Html.escaped(name)));
        return this;
    }

    /** The figure with its title and what its lines are. */
    String svg(String title) {
        StringBuilder svg = new StringBuilder(Html.format(
                "<figure><figcaption>%s</figcaption><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                Html.escaped(title), WIDTH, HEIGHT, Html.escaped(title)));
        for (Axis.Mark mark : y.marks()) {
            double row = row(mark.at());
            svg.append(Html.format(
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                            + "<text class=\"end\" x=\"%d\" y=\"%.1f\">%s</text>",
                    LEFT, WIDTH - RIGHT, row, row, LEFT - 6, row + 4, mark.text()));
        }
        for (Axis.Mark mark : x.marks()) {
            svg.append(Html.format(
                    "<text class=\"middle\" x=\"%.1f\" y=\"%d\">%s</text>",
                    column(mark.at()), HEIGHT - BOTTOM + 16, mark.text()));
        }
        svg.append(Html.format(
                "<text class=\"middle\" x=\"%d\" y=\"%d\">%s</text><text x=\"4\" y=\"14\">%s</text>",
                WIDTH / 2, HEIGHT - 6, Html.escaped(x.label()), Html.escaped(y.label())));
        return svg.append(drawing).append(legend()).append("</svg></figure>\n").toString();
    }

    private String legend() {
        StringBuilder legend = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            int at = WIDTH - RIGHT - 130 * (names.size() - i);
            legend.append(Html.format(
                    "<polyline class=\"l%d\" points=\"%d,10 %d,10\"/><text x=\"%d\" y=\"14\">%s</text>",
                    i, at, at + 20, at + 25, Html.escaped(names.get(i))));
        }
        return legend.toString();
    }

    private double column(double value) {
        return LEFT + x.place(value) * (WIDTH - LEFT - RIGHT);
    }

    private double row(double value) {
        return HEIGHT - BOTTOM - y.place(value) * (HEIGHT - TOP - BOTTOM);
    }
}
