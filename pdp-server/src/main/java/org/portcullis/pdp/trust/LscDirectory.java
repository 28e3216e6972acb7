package org.portcullis.pdp.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.portcullis.profile.VoName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory {@code vomsdir/<vo>/<host>.lsc}: which VOMS servers may speak for which VO. Re-read when it is used and
 * older than a minute. A file that cannot be read costs only itself, and keeps what it said before. Thread-safe.
 */
final class LscDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(LscDirectory.class);
    private static final Duration REREAD = Duration.ofMinutes(1);

    private final Path directory;
    private final InstantSource clock;
    private final AtomicBoolean rereading = new AtomicBoolean();
    /** Replaced by whichever thread holds {@link #rereading}. */
    private volatile Listing current;

    private LscDirectory(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
        this.current = new Listing(Map.of(), Instant.MIN, 0);
    }

    /**
     * Opens the directory; one that is absent trusts nobody.
     *
     * @throws IOException if it cannot be listed, or holds server certificates beside the LSC files
     */
    static LscDirectory open(Path directory, InstantSource clock) throws IOException {
        LscDirectory opened = new LscDirectory(directory, clock);
        opened.refuseCertificates();
        opened.current = opened.read();
        return opened;
    }

    /** Whether the VO lets whoever has these certificates, its own first, speak for it. Checks names only. */
    boolean names(VoName vo, List<X509Certificate> certificates) {
        Map<Path, LscFile> files = fresh().files().getOrDefault(vo, Map.of());
        return files.values().stream().anyMatch(file -> file.names(certificates));
    }

    /** Moves whenever the files say something else. */
    long epoch() {
        return fresh().epoch();
    }

    /** Software that reads PEM files here trusts them for every VO; whoever put one here expects us to do the same. */
    private void refuseCertificates() throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.find(directory, 2, (file, is) -> hasSuffix(file, ".pem"))) {
                Optional<Path> certificate = files.sorted().findFirst();
                if (certificate.isPresent()) {
                    throw new IOException(certificate.get()
                            + " is a certificate, which would speak for every VO; remove it and write an LSC file");
                }
            }
        }
    }

    private Listing fresh() {
        Duration age = Duration.between(current.readAt(), clock.instant()).abs();
        if (age.compareTo(REREAD) > 0 && rereading.compareAndSet(false, true)) {
            try {
                current = read();
            } catch (IOException e) {
                LOG.warn("vomsdir not re-read, keeping what it said directory={} error={}", directory, e.toString());
            } finally {
                rereading.set(false);
            }
        }
        return current;
    }

    private Listing read() throws IOException {
        Instant now = clock.instant();
        Map<VoName, Map<Path, LscFile>> read = new HashMap<>();
        for (Path entry : entries(directory)) {
            if (Files.isDirectory(entry)) {
                vo(entry)
                        .ifPresent(vo ->
                                read.put(vo, files(entry, current.files().getOrDefault(vo, Map.of()))));
            }
        }
        boolean same = read.equals(current.files());
        return new Listing(Map.copyOf(read), now, same ? current.epoch() : current.epoch() + 1);
    }

    private static Map<Path, LscFile> files(Path voDirectory, Map<Path, LscFile> before) {
        try {
            Map<Path, LscFile> files = new HashMap<>();
            for (Path file : entries(voDirectory)) {
                if (hasSuffix(file, ".lsc")) {
                    file(file, Optional.ofNullable(before.get(file))).ifPresent(read -> files.put(file, read));
                }
            }
            return Map.copyOf(files);
        } catch (IOException e) {
            LOG.warn("lsc files not listed, keeping what they said directory={} error={}", voDirectory, e.toString());
            return before;
        }
    }

    private static Optional<LscFile> file(Path file, Optional<LscFile> before) {
        try {
            return Optional.of(LscFile.read(file));
        } catch (IllegalArgumentException e) {
            LOG.warn("lsc file not read kept={} error={}:{}", before.isPresent(), file, e.getMessage());
            return before;
        } catch (IOException e) {
            LOG.warn("lsc file not read file={} kept={} error={}", file, before.isPresent(), e.toString());
            return before;
        }
    }

    private static Optional<VoName> vo(Path voDirectory) {
        try {
            return Optional.of(new VoName(voDirectory.getFileName().toString()));
        } catch (IllegalArgumentException e) {
            LOG.warn("directory in vomsdir is not named like a VO directory={}", voDirectory);
            return Optional.empty();
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    private static boolean hasSuffix(Path file, String suffix) {
        return file.getFileName().toString().endsWith(suffix);
    }

    /** What the files said at one time, and how often they had said something else before. */
    private record Listing(Map<VoName, Map<Path, LscFile>> files, Instant readAt, long epoch) {}
}
