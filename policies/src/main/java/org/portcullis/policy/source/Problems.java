package org.portcullis.policy.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.portcullis.policy.catalogue.LintRule;

/** Everything found wrong with a pack while it is read, in the order found. Not thread-safe: one per load. */
public final class Problems {
    private static final int MOST_LISTED = 100;
    private static final int LONGEST_QUOTE = 200;

    private final List<Finding> found = new ArrayList<>();

    /** Notes a value that cannot be understood at that place. */
    public void add(Position at, String message) {
        add(LintRule.BAD_DATA, at, message);
    }

    /** Notes that this file as a whole cannot be used. */
    public void add(String file, String message) {
        add(LintRule.UNREADABLE_FILE, Position.whole(file), message);
    }

    /** Notes what of the catalogue is wrong at that place. */
    public void add(LintRule rule, Position at, String message) {
        found.add(new Finding(rule, at, oneLine(message)));
    }

    /** Notes what has been found elsewhere. */
    public void addAll(Collection<Finding> findings) {
        found.addAll(findings);
    }

    /** Everything found. */
    public List<Finding> findings() {
        return List.copyOf(found);
    }

    /** Whether nothing has been found so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** One line per problem; after the first hundred only how many more there are. */
    public List<String> lines() {
        List<String> listed = found.stream()
                .limit(MOST_LISTED)
                .map(Finding::toString)
                .collect(Collectors.toCollection(ArrayList::new));
        if (found.size() <= MOST_LISTED) {
            return List.copyOf(listed);
        }
        listed.add("and " + (found.size() - MOST_LISTED) + " more problems");
        return List.copyOf(listed);
    }

    /** Text from a file, fit to stand in a message: in backticks, on one line, cut to {@value #LONGEST_QUOTE} characters. */
    public static String quote(String text) {
        String line = oneLine(text);
        return "`" + (line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…") + "`";
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ");
    }
}
