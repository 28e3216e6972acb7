package org.portcullis.pdp.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.portcullis.pdp.mapping.StoreUnavailableException;

/**
 * The database file and its log, as they were when opened. SQLite goes on writing to files that were deleted or replaced
 * under it, where nobody will ever find the leases again.
 */
record StoreFiles(Path file, String identity) {
    static StoreFiles of(Path file) throws IOException {
        return new StoreFiles(file, identityOf(file));
    }

    /** Refuses to believe what was just written if it went to files that are no longer there. */
    void requireInPlace() {
        try {
            if (identityOf(file).equals(identity)) {
                return;
            }
        } catch (IOException e) {
            throw new StoreUnavailableException("the lease store `" + file + "` is gone: restore it and restart", e);
        }
        throw new StoreUnavailableException("the lease store `" + file + "` was replaced: restart to use the new one");
    }

    private static String identityOf(Path file) throws IOException {
        return keyOf(file) + " " + keyOf(file.resolveSibling(file.getFileName() + "-wal"));
    }

    private static String keyOf(Path file) throws IOException {
        return String.valueOf(
                Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }
}
