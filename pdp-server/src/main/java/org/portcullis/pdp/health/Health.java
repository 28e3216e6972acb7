package org.portcullis.pdp.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What must hold before this server can answer correctly. Thread-safe once built. */
public final class Health {
    private final Map<String, Supplier<Check>> checks;

    /** Checks by name, in the order they are shown. */
    public Health(Map<String, Supplier<Check>> checks) {
        this.checks = new LinkedHashMap<>(checks);
    }

    /** How one thing is. */
    public enum Level {
        OK(0),
        DEGRADED(1),
        FAIL(2);

        private final long number;

        Level(long number) {
            this.number = number;
        }
    }

    /** One result; {@code detail} is empty when there is nothing to say. */
    public record Check(Level level, String detail) {
        /** All is well. */
        public static final Check FINE = new Check(Level.OK, "");

        /** Fine if it holds, else as bad as {@code otherwise} says. */
        public static Check require(boolean holds, Level otherwise, String detail) {
            return holds ? FINE : new Check(otherwise, detail);
        }
    }

    /** Every check, run now. */
    public Map<String, Check> run() {
        Map<String, Check> results = new LinkedHashMap<>();
        checks.forEach((name, check) -> results.put(name, check.get()));
        return results;
    }

    /** As numbers, for the metrics page: 0 is ok, 1 degraded, 2 fail. */
    public Map<String, Long> levels() {
        Map<String, Long> levels = new LinkedHashMap<>();
        run().forEach((name, check) -> levels.put(name, check.level().number));
        return levels;
    }

    /** The worst of some results. */
    public static Level worst(Map<String, Check> results) {
        List<Level> levels = results.values().stream().map(Check::level).collect(Collectors.toList());
        return levels.stream().max(Level::compareTo).orElse(Level.OK);
    }
}
