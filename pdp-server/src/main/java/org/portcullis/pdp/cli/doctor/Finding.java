package org.portcullis.pdp.cli.doctor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One thing that was looked at: how it is, and what it suffers from if it is not well. */
record Finding(Level level, String text, Optional<Ailment> ailment) {
    /** How a thing is. */
    enum Level {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String text) {
        return new Finding(Level.OK, text, Optional.empty());
    }

    /** It works, but not for long, or not as it should. */
    static Finding warn(Ailment ailment, String text) {
        return new Finding(Level.WARN, text, Optional.of(ailment));
    }

    /** Somebody will be refused who should not be, or the server does not start. */
    static Finding fail(Ailment ailment, String text) {
        return new Finding(Level.FAIL, text, Optional.of(ailment));
    }

    /** As {@link #fail(Ailment, String)}, in the words of whatever went wrong. */
    static Finding fail(Ailment ailment, Exception problem) {
        return fail(ailment, problem.getMessage() == null ? problem.toString() : problem.getMessage());
    }

    /** For people: a line, and one with the remedy. */
    String lines() {
        String line = "%-4s  %s".formatted(level, text);
        return ailment.map(it -> line + "   [" + it.id() + "]\n      fix: " + it.fix())
                .orElse(line);
    }

    /** For programs. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("level", level.name());
        fields.put("text", text);
        ailment.ifPresent(it -> {
            fields.put("id", it.id());
            fields.put("fix", it.fix());
        });
        return fields;
    }
}
