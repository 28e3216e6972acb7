package org.portcullis.pdp.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.portcullis.pdp.audit.AuditHistory;
import org.portcullis.pdp.audit.AuditIndexes;
import org.portcullis.pdp.audit.AuditSearch;
import org.portcullis.pdp.audit.Unread;
import org.portcullis.pdp.config.ConfigException;

/** The audit log as commands read it: a log that cannot be opened is told in one line. */
public record DecisionLog(Path file) {
    /** Something that is read from it. */
    public interface Reading {
        /** Reads, and says what could not be read. */
        Unread read(AuditHistory history) throws IOException;
    }

    /** Something that is looked for in it. */
    public interface Searching<T> {
        /** Looks. */
        T search(AuditSearch search) throws IOException;
    }

    /**
     * Reads.
     *
     * @throws ConfigException if a file cannot be opened
     */
    public Unread read(Reading reading) {
        try {
            return reading.read(new AuditHistory(file));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Looks for something.
     *
     * @throws ConfigException if a file cannot be opened
     */
    public <T> T search(AuditIndexes.Use indexes, Searching<T> searching) {
        try {
            return searching.search(new AuditSearch(file, indexes));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The one line. */
    public ConfigException unreadable(IOException e) {
        return new ConfigException(List.of("audit log `" + file + "` cannot be read: " + e
                + ", read it as the user or in the group of the server"));
    }
}
