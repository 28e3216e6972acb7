package org.portcullis.load.bench;

/**
 * What came of a ban in the middle of a run. Times are milliseconds: {@code at} and {@code acknowledged} after the first
 * request that counts, {@code lastPermit} after the acknowledgement, below 0 if the last Permit came before it, for answers;
 * {@code late} counts the Permits to questions that were sent after the acknowledgement.
 */
public record BanEffect(
        String selector, int exitCode, double atMillis, double acknowledgedMillis, double lastPermitMillis, long late) {
    /** Whether the ban was acknowledged and nobody whom it hits was permitted who asked afterwards. */
    public boolean isKept() {
        return exitCode == 0 && late == 0;
    }
}
