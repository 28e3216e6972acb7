package org.portcullis.pdp.cli;

/** The exit codes of every command; one number means one thing everywhere. */
public final class ExitCode {
    /** A defect of this program. */
    public static final int DEFECT = 1;
    /** Wrong options or arguments. */
    public static final int USAGE = 2;
    /** Findings of a check. */
    public static final int FINDINGS = 3;
    /** Tests failed, or a gate was not reached. */
    public static final int TESTS_FAILED = 4;
    /** The server cannot be reached. */
    public static final int UNREACHABLE = 6;
    /** The caller may not do this. */
    public static final int NOT_ENTITLED = 7;
    /** A change that was recorded but is not yet in force. */
    public static final int NOT_IN_FORCE = 8;
    /** Somebody else has done it already, or undone it. */
    public static final int CONFLICT = 9;
    /** The server cannot do it now (sysexits EX_TEMPFAIL). */
    public static final int TRY_LATER = 75;
    /** A configuration that cannot be used (sysexits EX_CONFIG). */
    public static final int BAD_CONFIG = 78;

    private ExitCode() {}
}
