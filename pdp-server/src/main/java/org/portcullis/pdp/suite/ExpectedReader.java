package org.portcullis.pdp.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.portcullis.pdp.config.YamlSection;
import org.portcullis.policy.source.Spelling;

/** Reads the {@code then} of a test. */
final class ExpectedReader {
    private static final List<String> DECISIONS = List.of("Permit", "Deny", "NotApplicable", "Indeterminate");
    private static final List<String> TEXTS = List.of("reason", "rule", "ban", "regime", "responsible", "mapped");
    private static final List<String> OBLIGATION_TEXTS = List.of("uid", "gid", "user", "group");
    private static final List<String> OBLIGATION_LISTS = List.of("gids", "groups");
    private static final List<String> OBLIGATIONS = List.of("uidgid", "secondary-gids", "username", "posix");

    private ExpectedReader() {}

    static Expected read(YamlSection then) {
        then.require("decision");
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("decision", then.value("decision", "", word -> oneOf(word, DECISIONS)));
        take(then, TEXTS, fields);
        takeLists(then, List.of("allReasons"), fields);
        boolean obligated = then.has("obligations");
        List<Map<String, String>> obligations = then.sections("obligations").stream()
                .map(ExpectedReader::obligation)
                .toList();
        return new Expected(fields, obligated, obligations);
    }

    private static Map<String, String> obligation(YamlSection section) {
        try (section) {
            section.require("id");
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("id", section.value("id", "", word -> oneOf(word, OBLIGATIONS)));
            take(section, OBLIGATION_TEXTS, fields);
            takeLists(section, OBLIGATION_LISTS, fields);
            return fields;
        }
    }

    private static void take(YamlSection section, List<String> keys, Map<String, String> fields) {
        for (String key : keys) {
            boolean present = section.has(key);
            String value = section.value(key, "", ExpectedReader::pattern);
            if (present) {
                fields.put(key, value);
            }
        }
    }

    private static void takeLists(YamlSection section, List<String> keys, Map<String, String> fields) {
        for (String key : keys) {
            boolean present = section.has(key);
            List<String> values = section.list(key, List.of(), value -> value);
            if (present) {
                fields.put(key, values.toString());
            }
        }
    }

    private static String pattern(String text) {
        try {
            if (text.startsWith("~")) {
                Pattern.compile(text.substring(1));
            }
            return text;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("must be a range like ~[20000-20049] or a pattern after ~", e);
        }
    }

    private static String oneOf(String word, List<String> words) {
        if (!words.contains(word)) {
            throw new IllegalArgumentException(
                    "must be one of " + String.join(", ", words) + Spelling.hint(word, words));
        }
        return word;
    }
}
