package org.portcullis.pdp.seal;

import java.nio.file.Path;

/** A place where a log is not as it was written; the line is counted from 1. Immutable. */
public record Break(Path file, long line, String problem) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + problem;
    }
}
