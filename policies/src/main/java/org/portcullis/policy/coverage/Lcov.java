package org.portcullis.policy.coverage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.portcullis.policy.coverage.Item.Kind;

/** A report in the format of LCOV: rules as functions, lines with something on them, and both outcomes as branches. */
public final class Lcov {
    private Lcov() {}

    /** The text of a tracefile; file names are given the prefix. */
    public static String of(Report report, String prefix) {
        StringBuilder text = new StringBuilder("TN:\n");
        report.byFile().forEach((file, items) -> {
            text.append("SF:").append(prefix).append(file).append('\n');
            rules(text, items);
            branches(text, items);
            lines(text, items);
            text.append("end_of_record\n");
        });
        return text.toString();
    }

    private static void rules(StringBuilder text, List<Item> items) {
        List<Item> rules =
                items.stream().filter(item -> item.kind() == Kind.RULE).toList();
        rules.forEach(rule -> record(text, "FN", rule.at().line(), rule.name()));
        rules.forEach(rule -> record(text, "FNDA", rule.tally().matched(), rule.name()));
        record(text, "FNF", rules.size());
        record(
                text,
                "FNH",
                rules.stream().filter(rule -> rule.tally().matched() > 0).count());
    }

    private static void branches(StringBuilder text, List<Item> items) {
        for (Item item : items) {
            if (!item.alwaysMatches()) {
                branch(text, item, 0, item.tally().matched());
                branch(text, item, 1, item.tally().notMatched());
            }
        }
        record(text, "BRF", items.stream().filter(item -> !item.alwaysMatches()).count() * 2);
        record(
                text,
                "BRH",
                items.stream()
                        .filter(item -> !item.alwaysMatches())
                        .mapToLong(Item::reached)
                        .sum());
    }

    private static void branch(StringBuilder text, Item item, int number, long times) {
        record(text, "BRDA", item.at().line(), item.at().column(), number, times(item, times));
    }

    private static String times(Item item, long times) {
        return item.gap().equals("never asked") ? "-" : String.valueOf(times);
    }

    private static void lines(StringBuilder text, List<Item> items) {
        Map<Integer, Long> hits = new TreeMap<>();
        items.forEach(item -> hits.merge(
                item.at().line(), item.tally().matched() + item.tally().notMatched(), Long::sum));
        hits.forEach((line, count) -> record(text, "DA", line, count));
        record(text, "LF", hits.size());
        record(text, "LH", hits.values().stream().filter(count -> count > 0).count());
    }

    private static void record(StringBuilder text, String key, Object... fields) {
        text.append(key).append(':');
        for (int i = 0; i < fields.length; i++) {
            text.append(i == 0 ? "" : ",").append(fields[i]);
        }
        text.append('\n');
    }
}
