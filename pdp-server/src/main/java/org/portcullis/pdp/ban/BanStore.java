package org.portcullis.pdp.ban;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The site's own bans with their history, and the last good text of the ban file. Implementations are thread-safe. */
public interface BanStore {
    /** What is in a store: every ban that was not lifted, and the number of the last change. */
    record Contents(List<BanEntry> bans, long revision) {
        /** Nothing yet. */
        public static final Contents EMPTY = new Contents(List.of(), 0);

        /** Copies the list. */
        public Contents {
            bans = List.copyOf(bans);
        }
    }

    /**
     * What is in the store now.
     *
     * @throws BanStoreException if it cannot be read
     */
    Contents read();

    /**
     * The text of the ban file when it was last good; empty before the first time.
     *
     * @throws BanStoreException if it cannot be read
     */
    Optional<String> goodFile();

    /**
     * Remembers the text of the ban file as good.
     *
     * @throws BanStoreException if it was not written
     */
    void keepGoodFile(String text, Instant at);
}
