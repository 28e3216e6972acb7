package org.portcullis.policy.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.portcullis.policy.diff.Change.Kind;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Compares data files record by record, wherever in the file and however written: mappings by their keys, lists of
 * mappings by what names each, other lists as sets.
 */
public final class DataDiff {
    /** The keys that name an entry of a list, the first that it has. */
    private static final List<String> NAMES = List.of("id", "dn", "host", "name");

    private final List<Change> changes = new ArrayList<>();

    private DataDiff() {}

    /** What is different between the files of two packs, given by name. */
    public static List<Change> between(Map<String, String> before, Map<String, String> after) {
        DataDiff diff = new DataDiff();
        diff.compareMappings("", parsed(before), parsed(after));
        return List.copyOf(diff.changes);
    }

    private static Map<String, Object> parsed(Map<String, String> files) {
        Map<String, Object> parsed = new TreeMap<>();
        files.forEach(
                (name, text) -> parsed.put(name, new Load(LoadSettings.builder().build()).loadFromString(text)));
        return parsed;
    }

    private void compare(String path, Object before, Object after) {
        if (before instanceof Map<?, ?> was && after instanceof Map<?, ?> is) {
            compareMappings(path + " ", byKey(was), byKey(is));
        } else if (before instanceof List<?> was && after instanceof List<?> is) {
            compareMappings(path + " ", byName(was), byName(is));
        } else if (!before.equals(after)) {
            changes.add(new Change(Kind.CHANGED, path, String.valueOf(before), String.valueOf(after)));
        }
    }

    private void compareMappings(String path, Map<String, Object> before, Map<String, Object> after) {
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            Object was = before.get(key);
            Object is = after.get(key);
            if (was == null && is != null) {
                changes.add(new Change(Kind.ADDED, path + key, "", String.valueOf(is)));
            } else if (was != null && is == null) {
                changes.add(new Change(Kind.REMOVED, path + key, String.valueOf(was), ""));
            } else if (was != null && is != null) {
                compare(path + key, was, is);
            }
        }
    }

    private static Map<String, Object> byKey(Map<?, ?> mapping) {
        Map<String, Object> byKey = new LinkedHashMap<>();
        mapping.forEach((key, value) -> byKey.put(String.valueOf(key), value));
        return byKey;
    }

    private static Map<String, Object> byName(List<?> items) {
        Map<String, Object> byName = new LinkedHashMap<>();
        for (Object item : items) {
            String name = name(item);
            int number = 1;
            while (byName.containsKey(number == 1 ? name : name + " #" + number)) {
                number++;
            }
            byName.put(number == 1 ? name : name + " #" + number, item);
        }
        return byName;
    }

    private static String name(Object item) {
        if (!(item instanceof Map<?, ?> mapping)) {
            return String.valueOf(item);
        }
        return NAMES.stream()
                .filter(mapping::containsKey)
                .findFirst()
                .map(key -> String.valueOf(mapping.get(key)))
                .orElseGet(() -> String.valueOf(item));
    }
}
