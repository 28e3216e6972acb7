package org.portcullis.pdp.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.portcullis.pdp.audit.index.Fingerprint;
import org.portcullis.pdp.audit.index.IndexWriter;

/** An index that is being made, under a name of its own; several processes may make the same one. */
record IndexDraft(Path directory, HeldFile file, Fingerprint print) {
    /** What terms mean: those of one release are no use to another that reads records, or words, otherwise. */
    static final long MEANING = 1000L * AuditLine.SCHEMA + Trait.MEANING;

    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));
    private static final FileAttribute<?> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---"));
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}\\.(\\d{1,18})\\..*");

    /** Makes it; nobody sees it before it is whole. */
    void make() throws IOException {
        if (Files.notExists(directory)) {
            like(file.path(), Files.createDirectories(directory, DIRECTORY));
        }
        String process = "." + ProcessHandle.current().pid() + ".";
        Path draft = Files.createTempFile(directory, print.indexName() + process, "", FILE);
        try {
            write(draft);
            if (!file.fingerprint().equals(print)) {
                throw new IOException("it is still written to");
            }
            like(file.path(), draft);
            Files.move(draft, directory.resolve(print.indexName()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void write(Path draft) throws IOException {
        try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            IndexWriter index = new IndexWriter(out);
            file.lines(0, print.size(), new Reader(index));
            index.finish(print, MEANING);
        }
    }

    /** Tells an index of line after line. Not thread-safe. */
    private static final class Reader implements LineSplitter.PlacedLines {
        private final IndexWriter index;
        private final LineReader reader = new LineReader(Span.EVER);
        private @Nullable PastAnswer answer;

        Reader(IndexWriter index) {
            this.index = index;
        }

        @Override
        public void take(byte[] line, long start) throws IOException {
            answer = null;
            reader.read(line, 0, line.length, read -> answer = read);
            PastAnswer understood = answer;
            if (understood == null) {
                index.oddLine(start);
            } else {
                index.line(start, understood.at().getEpochSecond(), Trait.terms(understood));
            }
        }
    }

    /** Root makes indexes for the server, not for itself. */
    private static void like(Path model, Path made) throws IOException {
        PosixFileAttributes wanted = Files.readAttributes(model, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(made, PosixFileAttributeView.class);
        if (!view.readAttributes().owner().equals(wanted.owner())) {
            view.setOwner(wanted.owner());
            view.setGroup(wanted.group());
        }
    }

    /** Whether that is a draft of a process that runs. */
    static boolean isBeingMade(Path path) {
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isPresent();
    }
}
