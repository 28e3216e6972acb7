package org.portcullis.pdp.suite;

import java.nio.file.Path;
import java.util.List;

/** A file of tests. */
public record Suite(String name, Path file, List<SuiteCase> cases) {
    /** Copies the list. */
    public Suite {
        cases = List.copyOf(cases);
    }
}
