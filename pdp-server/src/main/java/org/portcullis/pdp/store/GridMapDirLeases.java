package org.portcullis.pdp.store;

import java.nio.file.Path;
import java.time.InstantSource;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.StoreUnavailableException;

/**
 * Leases in a gridmapdir that LCMAPS or Argus use too. The directory says who holds what; a SQLite file beside it remembers
 * what a directory cannot: history, last uses, frozen leases and former holders.
 */
public final class GridMapDirLeases {
    private GridMapDirLeases() {}

    /**
     * Opens the store; the directory must be there with its account files, the SQLite file is made.
     *
     * @throws StoreUnavailableException if the directory cannot be written, or as {@link SqliteLeases} says
     */
    public static LeaseRegister open(Path directory, Path history, LeaseTerms terms, InstantSource clock) {
        GridMapDir shared = new GridMapDir(directory);
        shared.requireUsable();
        return SqliteLeases.open(history, terms, shared, clock);
    }
}
