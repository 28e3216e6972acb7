package org.portcullis.pdp.console;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object of the API, as it was read: what is not there is empty. */
record Fields(Map<String, Object> all) {
    /** Copies the map. */
    Fields {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    String text(String name) {
        return all.get(name) instanceof String text ? text : "";
    }

    Fields object(String name) {
        return of(all.getOrDefault(name, ""));
    }

    List<Fields> objects(String name) {
        return all.get(name) instanceof List<?> list
                ? list.stream().map(Fields::of).toList()
                : List.of();
    }

    List<String> texts(String name) {
        return all.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Every text in it by its path, as in {@code subject.fqans.0}. */
    Map<String, String> flat() {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", all, flat);
        return flat;
    }

    private static void flatten(String path, Object value, Map<String, String> flat) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, field) -> flatten(path + "." + name, field, flat));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                flatten(path + "." + i, list.get(i), flat);
            }
        } else {
            flat.put(path.substring(1), String.valueOf(value));
        }
    }

    /** The object, or one without fields if it is no object. */
    static Fields of(Object value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, field) -> fields.put(String.valueOf(name), field));
        }
        return new Fields(fields);
    }
}
