package org.portcullis.pdp.cli.policy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.portcullis.policy.trace.Clause;
import org.portcullis.policy.trace.Outcome;
import org.portcullis.policy.trace.Part;
import org.portcullis.policy.trace.PolicyTrace;

/** A trace as a tree, one policy, rule or comparison a line: {@code +} matched, {@code -} did not, {@code !} failed. */
final class TraceText {
    private static final String INDENT = "  ";

    private final boolean verbose;
    private final StringBuilder text = new StringBuilder();

    private TraceText(boolean verbose) {
        this.verbose = verbose;
    }

    static String of(PolicyTrace trace, boolean verbose) {
        TraceText tree = new TraceText(verbose);
        tree.add(trace, 1);
        return tree.text.toString();
    }

    /** A comparison, what it met unless that is what it says, and where it stands. */
    static String of(Clause clause) {
        String actual = clause.actual().entrySet().stream()
                .map(fact -> fact.getKey() + " is " + (fact.getValue().isEmpty() ? "absent" : values(fact.getValue())))
                .collect(Collectors.joining(", "));
        boolean asItSays = clause.text().equals(actual.replace(" is ", " = "));
        return clause.text() + (asItSays ? "" : " [" + actual + "]") + " (" + clause.at() + ")";
    }

    private static String values(List<String> values) {
        return values.size() == 1 ? values.get(0) : values.toString();
    }

    private void add(Part part, int depth) {
        line(
                depth,
                part.outcome(),
                said(part) + part.head().name() + " (" + part.head().at() + ")");
        if (!part.asked() && !verbose) {
            return;
        }
        shown(part).forEach(clause -> line(depth + 2, clause.outcome(), of(clause)));
        if (part instanceof PolicyTrace policy && (verbose || part.outcome() != Outcome.NOT_MATCHED)) {
            policy.parts().forEach(inner -> add(inner, depth + 1));
        }
    }

    /** What the outcome depended on. */
    private List<Clause> shown(Part part) {
        if (verbose) {
            return part.question().clauses();
        }
        return part.outcome() == Outcome.MATCHED
                ? part.question().met()
                : part.question().missing();
    }

    private void line(int depth, Outcome outcome, String what) {
        text.append(INDENT.repeat(depth))
                .append(mark(outcome))
                .append(' ')
                .append(what)
                .append('\n');
    }

    private static String said(Part part) {
        return part.asked() ? part.said().name().toLowerCase(Locale.ROOT).replace('_', '-') + " " : "";
    }

    private static String mark(Outcome outcome) {
        return switch (outcome) {
            case MATCHED -> "+";
            case NOT_MATCHED -> "-";
            case ERROR -> "!";
            case NOT_ASKED -> "·";
        };
    }
}
