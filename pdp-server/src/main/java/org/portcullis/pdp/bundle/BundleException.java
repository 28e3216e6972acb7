package org.portcullis.pdp.bundle;

import java.io.Serial;
import java.util.List;

/** A bundle that must not decide anything, with every reason for it, one line each. */
public final class BundleException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public BundleException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public BundleException(String problem) {
        this(List.of(problem));
    }

    /** At least one line. */
    public List<String> problems() {
        return problems;
    }
}
