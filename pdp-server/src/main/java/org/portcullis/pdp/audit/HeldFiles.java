package org.portcullis.pdp.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.portcullis.pdp.audit.AuditFiles.LogFile;

/** All files of the log as they were at one moment, oldest first, held open: no rotation takes one away or shows one twice. */
record HeldFiles(List<HeldFile> files) implements AutoCloseable {
    private static final int ATTEMPTS = 20;

    HeldFiles {
        files = List.copyOf(files);
    }

    /** Those that can hold records of the span; again, if files were moved meanwhile. */
    static HeldFiles of(Path log, Span span) throws IOException {
        if (Files.notExists(log.toAbsolutePath().getParent())) {
            return new HeldFiles(List.of());
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<HeldFiles> held = attempt(log, span);
            if (held.isPresent()) {
                return held.get();
            }
        }
        throw new IOException(log + " and what it was rotated into are being moved all the time, try again");
    }

    private static Optional<HeldFiles> attempt(Path log, Span span) throws IOException {
        try {
            Map<Path, Object> before = keys(log);
            HeldFiles held = open(log, span);
            if (keys(log).equals(before)) {
                return Optional.of(held);
            }
            held.close();
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static HeldFiles open(Path log, Span span) throws IOException {
        List<HeldFile> opened = new ArrayList<>();
        try {
            for (LogFile file : new AuditFiles(log).covering(span)) {
                opened.add(HeldFile.open(file, log));
            }
        } catch (IOException e) {
            new HeldFiles(opened).close();
            throw e;
        }
        return new HeldFiles(opened);
    }

    /** Which files there are now, whatever they are called. */
    private static Map<Path, Object> keys(Path log) throws IOException {
        Map<Path, Object> keys = new HashMap<>();
        for (Path path : new AuditFiles(log).all()) {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            keys.put(path, Objects.requireNonNullElse(attributes.fileKey(), path));
        }
        return keys;
    }

    @Override
    public void close() throws IOException {
        for (HeldFile file : files) {
            file.close();
        }
    }
}
