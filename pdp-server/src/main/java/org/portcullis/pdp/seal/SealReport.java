package org.portcullis.pdp.seal;

import java.util.List;

/**
 * What a verification found. Immutable.
 *
 * @param first number of the first line that is there; 0 if there is none
 * @param last number of the last one
 * @param lines how many are linked, those of rewritten files among them
 * @param unlinked lines from before the chain began, of an earlier release, of which nothing can be said
 * @param remains what crashes left of lines, linked in by what follows
 * @param checkpoints how many signatures hold and agree
 * @param signedUpTo number of the last line that a good checkpoint covers; later ones can be cut off unseen
 * @param tombstones what was done to whole files: the rewritten ones that are there, and those that were removed
 * @param breaks where it is not as it was written, in the order of the files
 */
public record SealReport(
        long first,
        long last,
        long lines,
        long unlinked,
        long remains,
        long checkpoints,
        long signedUpTo,
        List<Tombstone> tombstones,
        List<Break> breaks) {
    /** Copies the lists. */
    public SealReport {
        tombstones = List.copyOf(tombstones);
        breaks = List.copyOf(breaks);
    }

    /** Whether nothing was found. */
    public boolean isWhole() {
        return breaks.isEmpty();
    }
}
