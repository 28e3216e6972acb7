package org.portcullis.pdp.decide;

import java.util.List;

/**
 * A snapshot as it came from disk: the digest of the files it was made from, bans aside, and what is wrong with the bans
 * where their last good state was taken.
 */
public record Loading(PolicySnapshot snapshot, String digest, List<String> problems) {
    /** Copies the list. */
    public Loading {
        problems = List.copyOf(problems);
    }
}
