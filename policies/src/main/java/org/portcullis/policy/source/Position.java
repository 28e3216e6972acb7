package org.portcullis.policy.source;

/** A place in a file of the pack; line and column count from 1, and are 0 where the file as a whole is meant. */
public record Position(String file, int line, int column) {
    /** That file as a whole. */
    public static Position whole(String file) {
        return new Position(file, 0, 0);
    }

    /** Whether the file as a whole is meant. */
    public boolean isWhole() {
        return line == 0;
    }

    @Override
    public String toString() {
        return isWhole() ? file : file + ":" + line + ":" + column;
    }
}
