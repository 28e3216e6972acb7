package org.portcullis.pdp.config;

import java.io.Serial;
import java.util.List;

/** A configuration that cannot be used, with every problem found in it, one line each. */
public final class ConfigException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public ConfigException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** At least one line, each with file, line and column where they are known. */
    public List<String> problems() {
        return problems;
    }
}
