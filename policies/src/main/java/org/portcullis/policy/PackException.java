package org.portcullis.policy;

import java.io.Serial;
import java.util.List;

/** A pack that cannot be used, with every problem found in it: file, line and column where known, what and how to fix. */
public final class PackException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public PackException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each, at least one. */
    public List<String> problems() {
        return problems;
    }
}
