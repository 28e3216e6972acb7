package org.portcullis.client.cli;

/** What the exit status of the command means. */
final class ExitCode {
    static final int PERMIT = 0;
    static final int DEFECT = 1;
    static final int USAGE = 2;
    static final int DENY = 3;
    static final int NOT_APPLICABLE = 4;
    static final int INDETERMINATE = 5;
    static final int UNREACHABLE = 6;
    static final int NOT_ENTITLED = 7;
    static final int OVERLOADED = 75;

    private ExitCode() {}
}
