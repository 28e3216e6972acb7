package org.portcullis.pdp.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The file that is written now and those it was rotated into: numbered or dated, plain or gzip, beside it. */
record AuditFiles(Path log) {
    /** Records stand in the order in which they were written, which is nearly the one in which they came. */
    private static final Duration DISORDER = Duration.ofMinutes(5);

    private static final Pattern NAME = Pattern.compile("(.*?)(\\.[A-Za-z]+)?");
    private static final String ROTATED = "[-.]\\d[\\dTZ:._-]*?";
    private static final String PACKED = "(?:\\.(gz|bz2|xz|zst|lz4|Z))?";
    private static final Pattern UNREADABLE = Pattern.compile("\\.(bz2|xz|zst|lz4|Z)$");

    /** One of the files, and when its first record came. */
    record LogFile(Path path, Instant start) {
        InputStream open() throws IOException {
            if (UNREADABLE.matcher(path.toString()).find()) {
                throw new ZipException("not packed by gzip");
            }
            InputStream in = Files.newInputStream(path);
            try {
                return path.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
            } catch (IOException e) {
                in.close();
                throw e;
            }
        }
    }

    /** Those that can hold records of the span, oldest first. What is packed so that it cannot be read comes along too. */
    List<LogFile> covering(Span span) throws IOException {
        List<LogFile> files = new ArrayList<>();
        for (Path path : all()) {
            files.add(new LogFile(path, start(path)));
        }
        files.sort(Comparator.comparing(LogFile::start));
        List<LogFile> covering = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Instant end = i + 1 < files.size() ? files.get(i + 1).start() : Instant.MAX;
            if (!isBefore(end, span.since())
                    && !isBefore(span.until(), files.get(i).start())) {
                covering.add(files.get(i));
            }
        }
        return covering;
    }

    private static boolean isBefore(Instant earlier, Instant later) {
        return !earlier.equals(Instant.MAX)
                && !later.equals(Instant.MIN)
                && earlier.isBefore(Instant.MAX.minus(DISORDER))
                && earlier.plus(DISORDER).isBefore(later);
    }

    private List<Path> all() throws IOException {
        Pattern names = names(String.valueOf(log.getFileName()));
        try (Stream<Path> beside = Files.list(log.toAbsolutePath().getParent())) {
            return beside.filter(path -> names.matcher(name(path)).matches())
                    .filter(path -> !isBeingPacked(path))
                    .toList();
        }
    }

    private static Pattern names(String log) {
        Matcher parts = NAME.matcher(log);
        boolean hasParts = parts.matches();
        String stem = Pattern.quote(hasParts ? parts.group(1) : log);
        String end = hasParts && parts.group(2) != null ? Pattern.quote(parts.group(2)) : "";
        return Pattern.compile(stem + end + "(?:" + ROTATED + PACKED + ")?|" + stem + ROTATED + end + PACKED);
    }

    /** While both are there, the plain one is whole. */
    private static boolean isBeingPacked(Path path) {
        String name = name(path);
        int dot = name.lastIndexOf('.');
        return name.substring(dot + 1).matches("gz|bz2|xz|zst|lz4|Z")
                && Files.exists(path.resolveSibling(name.substring(0, dot)));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** When the first record came that can be read; of a file without one, when it was written last. */
    static Instant start(Path path) throws IOException {
        FirstTime first = new FirstTime();
        LogFile file = new LogFile(path, Instant.EPOCH);
        try (InputStream in = file.open()) {
            new LineSplitter(first::take).drain(new Beginning(in));
        } catch (IOException e) {
            return Files.getLastModifiedTime(path).toInstant();
        }
        return first.time().orElse(Files.getLastModifiedTime(path).toInstant());
    }
}
