package org.portcullis.load.cli;

/** The exit codes of every verb; one number means one thing everywhere. */
final class ExitCode {
    /** A promise was not kept, or a gate was not passed. */
    static final int GATE = 4;
    /** The generator was too slow: the numbers say nothing about the server, and cannot be compared. */
    static final int INVALID = 5;
    /** No request was answered. */
    static final int NO_ANSWER = 6;

    private ExitCode() {}
}
