package org.portcullis.pdp.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.portcullis.pdp.audit.index.Fingerprint;
import org.portcullis.pdp.audit.index.IndexFile;

/**
 * The indexes of the closed files of a log, in a directory beside it. Each is named after what its file says, so it is found
 * after the file was renamed, and not after it was changed.
 */
public record AuditIndexes(Path log) {
    /** What a search does with them. */
    public enum Use {
        /** Makes those that are missing, which takes as long as reading their files. */
        MAKE,
        /** Takes those that are there. */
        READ,
        /** Reads every line, as if there were none. */
        NONE
    }

    /** What became of the index of one file, and why if there is none. */
    public record Kept(Path file, State state, String problem) {
        /** How it is with an index. */
        public enum State {
            MADE,
            THERE,
            MISSING
        }

        /** Whether it has an index now. */
        public boolean isThere() {
            return state != State.MISSING;
        }
    }

    /** Where they are. */
    public Path directory() {
        return log.resolveSibling(log.getFileName() + ".index");
    }

    /** All files but the one that is written now, and when each was changed last. */
    Map<Path, FileTime> closedFiles() throws IOException {
        Map<Path, FileTime> closed = new HashMap<>();
        for (Path path : new AuditFiles(log).all()) {
            if (!path.endsWith(log.getFileName())) {
                closed.put(path, Files.getLastModifiedTime(path));
            }
        }
        return closed;
    }

    /** That of this file, if it can have one; if it should and has none, {@code notes} are told. */
    Optional<IndexFile> open(HeldFile file, Use use, List<String> notes) {
        if (use == Use.NONE || !file.isIndexable()) {
            return Optional.empty();
        }
        try {
            return Optional.of(use == Use.MAKE ? openOrMake(file) : open(file.fingerprint()));
        } catch (IOException e) {
            notes.add("all of " + file.path() + " was read, it has no index (" + e
                    + "); `portcullis audit index`, run as the user of the server, makes it");
            return Optional.empty();
        }
    }

    private IndexFile open(Fingerprint print) throws IOException {
        return IndexFile.open(directory().resolve(print.indexName()), print, IndexDraft.MEANING);
    }

    private IndexFile openOrMake(HeldFile file) throws IOException {
        Fingerprint print = file.fingerprint();
        try {
            return open(print);
        } catch (IOException e) {
            new IndexDraft(directory(), file, print).make();
            return open(print);
        }
    }

    /**
     * Makes what is missing, and removes what belongs to no file any more.
     *
     * @throws IOException if the log cannot be read
     */
    public List<Kept> update() throws IOException {
        List<Kept> all = new ArrayList<>();
        try (HeldFiles held = HeldFiles.of(log, Span.EVER)) {
            for (HeldFile file : held.files()) {
                if (file.isIndexable()) {
                    all.add(keep(file));
                }
            }
        }
        if (all.stream().allMatch(Kept::isThere)) {
            sweep();
        }
        return all;
    }

    /**
     * Removes what belongs to no file any more.
     *
     * @throws IOException if the log cannot be read
     */
    void sweep() throws IOException {
        Set<String> names = new HashSet<>();
        try (HeldFiles held = HeldFiles.of(log, Span.EVER)) {
            for (HeldFile file : held.files()) {
                if (file.isIndexable()) {
                    names.add(file.fingerprint().indexName());
                }
            }
        }
        removeOthers(names);
    }

    private Kept keep(HeldFile file) {
        try {
            Fingerprint print = file.fingerprint();
            if (isThere(print)) {
                return new Kept(file.path(), Kept.State.THERE, "");
            }
            new IndexDraft(directory(), file, print).make();
            return new Kept(file.path(), Kept.State.MADE, "");
        } catch (IOException e) {
            return new Kept(file.path(), Kept.State.MISSING, e.toString());
        }
    }

    private boolean isThere(Fingerprint print) {
        try {
            open(print).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void removeOthers(Set<String> names) throws IOException {
        if (Files.notExists(directory())) {
            return;
        }
        List<Path> others;
        try (Stream<Path> files = Files.list(directory())) {
            others = files.filter(path -> !names.contains(String.valueOf(path.getFileName())))
                    .filter(path -> !IndexDraft.isBeingMade(path))
                    .toList();
        }
        for (Path other : others) {
            Files.deleteIfExists(other);
        }
    }
}
