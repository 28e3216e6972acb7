package org.portcullis.pdp.mapping;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/** The mapping files cannot be used, for all of these reasons. */
public final class MappingException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> problems;

    MappingException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = new ArrayList<>(problems);
    }

    /** What is wrong, one line each, in the order of the files; all start with the file, those of a line with {@code file:line:column}. */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
