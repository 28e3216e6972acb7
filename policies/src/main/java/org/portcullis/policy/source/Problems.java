package org.portcullis.policy.source;

import java.util.ArrayList;
import java.util.List;

/** Everything found wrong with a pack while it is read, in the order found. Not thread-safe: one per load. */
public final class Problems {
    private static final int MOST_LISTED = 100;
    private static final int LONGEST_QUOTE = 200;

    private final List<String> found = new ArrayList<>();

    /** Notes what is wrong at that place. */
    public void add(Position at, String message) {
        found.add(at + ": " + oneLine(message));
    }

    /** Notes what is wrong with that file as a whole. */
    public void add(String file, String message) {
        found.add(file + ": " + oneLine(message));
    }

    /** Whether nothing has been found so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** One line per problem; after the first hundred only how many more there are. */
    public List<String> lines() {
        if (found.size() <= MOST_LISTED) {
            return List.copyOf(found);
        }
        List<String> listed = new ArrayList<>(found.subList(0, MOST_LISTED));
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
