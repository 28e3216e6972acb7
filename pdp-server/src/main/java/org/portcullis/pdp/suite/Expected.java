package org.portcullis.pdp.suite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer a question must get: fields by name, and, if {@code obligated}, exactly these obligations. A value that
 * begins with {@code ~} is a range of numbers, {@code ~[20000-20049]}, or a pattern for the whole value.
 */
public record Expected(Map<String, String> fields, boolean obligated, List<Map<String, String>> obligations) {
    private static final Pattern RANGE = Pattern.compile("~\\[(\\d{1,18})-(\\d{1,18})\\]");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** Copies its collections and keeps their order. */
    public Expected {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        obligations = List.copyOf(obligations);
    }

    /** What of the answer is not as expected, one line each; what the answer does not tell is not held against it. */
    List<String> unmetBy(CaseAnswer answer) {
        List<String> unmet = new ArrayList<>();
        fields.forEach((field, wanted) -> {
            String actual = answer.fields().getOrDefault(field, wanted);
            if (!fits(wanted, actual)) {
                unmet.add(field + ": expected " + shown(wanted) + " but was " + shown(actual));
            }
        });
        if (obligated && !areMetBy(answer.obligations())) {
            unmet.add("obligations: expected " + obligations + " but were " + answer.obligations());
        }
        return unmet;
    }

    private boolean areMetBy(List<Map<String, String>> actual) {
        List<Map<String, String>> left = new ArrayList<>(actual);
        for (Map<String, String> wanted : obligations) {
            if (!left.remove(
                    left.stream().filter(one -> fits(wanted, one)).findFirst().orElse(Map.of()))) {
                return false;
            }
        }
        return left.isEmpty();
    }

    private static boolean fits(Map<String, String> wanted, Map<String, String> actual) {
        return wanted.entrySet().stream()
                .allMatch(entry -> fits(entry.getValue(), actual.getOrDefault(entry.getKey(), "")));
    }

    private static boolean fits(String wanted, String actual) {
        Matcher range = RANGE.matcher(wanted);
        if (range.matches()) {
            return NUMBER.matcher(actual).matches()
                    && Long.parseLong(actual) >= Long.parseLong(range.group(1))
                    && Long.parseLong(actual) <= Long.parseLong(range.group(2));
        }
        return wanted.startsWith("~") ? actual.matches(wanted.substring(1)) : wanted.equals(actual);
    }

    private static String shown(String value) {
        return value.isEmpty() ? "nothing" : "`" + value + "`";
    }
}
