package org.portcullis.pdp.console;

import static org.portcullis.pdp.console.Html.el;
import static org.portcullis.pdp.console.Html.link;
import static org.portcullis.pdp.console.Html.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.portcullis.pdp.admin.AdminAnswer;
import org.portcullis.pdp.health.Load;
import org.portcullis.pdp.health.LoadHistory;

/** How much was asked in the last 15 minutes, and how long it took. */
record LoadView(Supplier<List<Load>> history) implements View {
    static final String PATH = Sheet.START + "/load";
    private static final int AT_ONCE = 5;
    private static final int ROOM = LoadHistory.MOST / AT_ONCE;
    private static final int PERCENT = 100;

    @Override
    public AdminAnswer answer(Visit visit) {
        List<Load> seconds = history.get();
        List<Load> points = together(seconds);
        Load all = seconds.stream().reduce(Load.NONE, Load::plus);
        return visit.shown(Sheet.of(
                "Load",
                el("p", text("The last 15 minutes, as far as the server runs. "), link(PATH, "Look again")),
                plot("Answers a second", "/s", points, load -> (double) load.answers() / AT_ONCE),
                plot("Denials and refusals a second", "/s", points, load -> (double) load.denials() / AT_ONCE),
                plot("Mean time of an answer", "ms", points, Load::meanMillis),
                within(all)));
    }

    /** Points of five seconds each. */
    private static List<Load> together(List<Load> seconds) {
        List<Load> points = new ArrayList<>();
        for (int from = seconds.size() % AT_ONCE; from < seconds.size(); from += AT_ONCE) {
            points.add(seconds.subList(from, from + AT_ONCE).stream().reduce(Load.NONE, Load::plus));
        }
        return points;
    }

    private static Html plot(String title, String unit, List<Load> points, ToDoubleFunction<Load> value) {
        List<Double> values =
                points.stream().map(point -> value.applyAsDouble(point)).toList();
        double last = values.isEmpty() ? 0 : values.get(values.size() - 1);
        double most = values.stream().mapToDouble(each -> each).max().orElse(0);
        String words =
                title + ": " + Plot.number(last) + " " + unit + " now, " + Plot.number(most) + " " + unit + " at most";
        return el("section", el("h2", title), Plot.line(words, unit, values, ROOM), el("p", words));
    }

    private static Html within(Load all) {
        List<List<Html>> rows = all.within().entrySet().stream()
                .map(bound -> row(bound.getKey(), bound.getValue(), all.answers()))
                .toList();
        return new Table("How many were answered in time", List.of("within", "answers", "share", "of all"), rows)
                .orElse("Nothing was measured yet.");
    }

    private static List<Html> row(int millis, long count, long all) {
        int share = all == 0 ? 0 : (int) Math.min(PERCENT, count * PERCENT / all);
        return List.of(text(millis + " ms"), text(String.valueOf(count)), text(share + " %"), Plot.bar(share, false));
    }
}
