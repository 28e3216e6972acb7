package org.portcullis.pdp.admin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.portcullis.pdp.config.AdminList.Role;

/** A request of somebody who may make it: with the id in its path, empty if there is none, and the role of the caller. */
record Visit(AdminRequest request, Role role, String id) {
    private static final int LONGEST_QUOTE = 200;

    /** Who asks, by the name in his certificate. */
    String author() {
        return request.context().pepDn().value();
    }

    /** What was asked for after the question mark; every key is one of these and comes once. */
    Asked asked(String... known) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part :
                request.query().isEmpty() ? new String[0] : request.query().split("&", -1)) {
            int mark = part.indexOf('=');
            String key = mark < 0 ? part : part.substring(0, mark);
            if (mark < 0
                    || !List.of(known).contains(key)
                    || values.put(key, decoded(part.substring(mark + 1))) != null) {
                throw malformed("the query `" + quoted(part) + "` is not understood, or comes twice");
            }
        }
        return new Asked(values);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed("the query value `" + quoted(value) + "` is not percent-encoded");
        }
    }

    /**
     * The fields of a JSON body; every one is one of these.
     *
     * @throws ProblemException if the body is of another kind or says anything else
     */
    Asked told(Set<String> known) {
        String type = request.header("content-type").orElse("").replaceAll("\\s", "");
        boolean json =
                type.equalsIgnoreCase("application/json") || type.equalsIgnoreCase("application/json;charset=utf-8");
        if (!json || request.header("content-encoding").isPresent()) {
            throw new ProblemException(Problem.UNSUPPORTED_MEDIA_TYPE, "");
        }
        Map<String, String> fields = JsonBody.texts(request.body());
        fields.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw malformed("unknown key `" + quoted(name) + "`");
                });
        return new Asked(fields);
    }

    static ProblemException malformed(String detail) {
        return new ProblemException(Problem.MALFORMED_REQUEST, detail);
    }

    /** What somebody sent, as it may stand in an answer. */
    static String quoted(String text) {
        String some = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
        return some.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Cf}]", "?");
    }

    /** Named texts that somebody sent. */
    record Asked(Map<String, String> values) {
        Asked {
            values = Map.copyOf(values);
        }

        Optional<String> text(String name) {
            return Optional.ofNullable(values.get(name));
        }

        /** A value read by {@code parse}, which says in an IllegalArgumentException what it wants. */
        <T> T value(String name, T otherwise, Function<String, T> parse) {
            try {
                return text(name).map(parse).orElse(otherwise);
            } catch (IllegalArgumentException e) {
                throw malformed("`" + name + "` " + e.getMessage());
            }
        }
    }
}
