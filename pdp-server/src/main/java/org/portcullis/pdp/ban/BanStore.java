package org.portcullis.pdp.ban;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The site's own bans with their history, and the last good text of the ban file. Implementations are thread-safe. */
public interface BanStore {
    /** A change, so that another one of the same number in another store is not taken for it. */
    record Mark(long revision, Instant at) {
        /** Before the first change. */
        public static final Mark NONE = new Mark(0, Instant.MIN);
    }

    /** What is in a store: every ban that was not lifted, and the last change. */
    record Contents(List<BanEntry> bans, Mark last) {
        /** Nothing yet. */
        public static final Contents EMPTY = new Contents(List.of(), Mark.NONE);

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
     * This change and every later one, oldest first; the first is {@code 1}.
     *
     * @throws BanStoreException if they cannot be read
     */
    List<BanEvent> since(long revision);

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
