package org.portcullis.policy.importing;

import java.util.Locale;

/** What became of one construct of the policies that were imported. */
public enum Outcome {
    /** It means here what it meant there. */
    KEPT("info"),
    /** It is there in another form, or without effect; nobody is permitted more than before. */
    CHANGED("warning"),
    /** It cannot be said here; what depends on it permits less or denies more. */
    LOST("error");

    private final String severity;

    Outcome(String severity) {
        this.severity = severity;
    }

    /** How much it matters: {@code info}, {@code warning} or {@code error}. */
    public String severity() {
        return severity;
    }

    /** The word used in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
