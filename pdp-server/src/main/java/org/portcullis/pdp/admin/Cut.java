package org.portcullis.pdp.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.portcullis.pdp.config.Values;

/**
 * Which part of a long list was asked for: so many, from behind the key where the last part ended. What comes and goes
 * between two parts moves nothing else.
 */
record Cut(int limit, String after) {
    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";
    private static final long USUAL = 100;
    private static final long MOST = 1000;

    static Cut of(Visit.Asked asked) {
        return new Cut(limit(asked), asked.value(CURSOR, "", Cut::decoded));
    }

    /** How many were asked for. */
    static int limit(Visit.Asked asked) {
        return asked.value(LIMIT, USUAL, Values.number(1, MOST)).intValue();
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be the `next` of another page", e);
        }
    }

    /** The part, under a name, and whether there is more behind it; {@code key} gives each item its place. */
    <T> Map<String, Object> of(String name, Stream<T> all, Function<T, String> key, Function<T, ?> row) {
        List<T> next = all.filter(item -> key.apply(item).compareTo(after) > 0)
                .sorted(Comparator.comparing(key))
                .limit(limit + 1L)
                .toList();
        boolean truncated = next.size() > limit;
        List<T> part = truncated ? next.subList(0, limit) : next;
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(name, part.stream().map(row).toList());
        page.put("truncated", truncated);
        if (truncated) {
            byte[] last = key.apply(part.get(part.size() - 1)).getBytes(UTF_8);
            page.put("next", Base64.getUrlEncoder().withoutPadding().encodeToString(last));
        }
        return page;
    }
}
