package org.portcullis.pdp.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A closed file of the log. Its name says when it was closed and which record is its first, sorts as the records do, and never changes. */
record Segment(Path path, Instant closedAt, long first) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("\\.(\\d{8}T\\d{6}Z)-(\\d{12,18})");

    /** The one that the file of this log becomes when it is closed now. */
    static Segment closing(Path log, Instant now, long first) {
        String name = "%s.%s-%012d".formatted(log.getFileName(), TIME.format(now), first);
        return new Segment(log.resolveSibling(name), now, first);
    }

    /** Those beside a log, oldest first. */
    static List<Segment> of(Path log) throws IOException {
        try (Stream<Path> beside = Files.list(log.toAbsolutePath().getParent())) {
            return beside.flatMap(path -> named(log, path).stream())
                    .sorted(Comparator.comparing(Segment::closedAt).thenComparing(Segment::first))
                    .toList();
        }
    }

    private static Optional<Segment> named(Path log, Path path) {
        String name = String.valueOf(path.getFileName());
        String stem = String.valueOf(log.getFileName());
        Matcher rest = NAME.matcher(name.startsWith(stem) ? name.substring(stem.length()) : "");
        if (!rest.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Segment(path, TIME.parse(rest.group(1), Instant::from), Long.parseLong(rest.group(2))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
