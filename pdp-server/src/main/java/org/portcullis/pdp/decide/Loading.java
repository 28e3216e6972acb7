package org.portcullis.pdp.decide;

import java.util.List;
import org.portcullis.pdp.bundle.PackSource;

/**
 * A snapshot as it came from disk: the digest of the files it was made from, bans aside, where its pack was, and what is
 * wrong where a last good state was taken.
 */
public record Loading(PolicySnapshot snapshot, String digest, PackSource.Place place, List<String> problems) {
    /** The digest of no files, for what must be read again in any case. */
    static final String NONE = "";

    /** Copies the list. */
    public Loading {
        problems = List.copyOf(problems);
    }
}
