package org.portcullis.pdp.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.portcullis.pdp.config.PdpConfig.CrlMode;

/** How long the CRLs on disk are good: a site whose CRLs are not fetched any more should know before they end. Thread-safe. */
public final class CrlTimes {
    private static final String CRL = ".r0";
    private static final String CERTIFICATE = ".0";

    private final Path directory;
    private final CrlMode mode;
    private final InstantSource clock;
    /** What each file said when it was read last. Guarded by this. */
    private final Map<String, Reading> readings = new HashMap<>();

    public CrlTimes(Path directory, CrlMode mode, InstantSource clock) {
        this.directory = directory;
        this.mode = mode;
        this.clock = clock;
    }

    /** When a file of this stamp ends; nothing if it does not say, or cannot be read. */
    private record Reading(FileStamp stamp, Optional<Instant> end) {}

    /**
     * Seconds until the CRL of each CA ends, by the hash its files are named by; negative once it has. Only files that changed
     * are read again. CRLs that are ignored, cannot be read or have no end are left out.
     */
    public synchronized Map<String, Long> secondsLeft() {
        Map<String, Long> left = new TreeMap<>();
        Instant now = clock.instant();
        Map<String, FileStamp> stamps = stamps();
        stamps.forEach((name, stamp) -> {
            String hash = name.substring(0, name.indexOf('.'));
            if (name.endsWith(CRL) && stamps.containsKey(hash + CERTIFICATE)) {
                end(name, stamp)
                        .ifPresent(
                                end -> left.put(hash, Duration.between(now, end).toSeconds()));
            }
        });
        return left;
    }

    private Map<String, FileStamp> stamps() {
        try {
            return mode == CrlMode.IGNORE ? Map.of() : CaFiles.in(directory).stamps();
        } catch (IOException e) {
            return Map.of();
        }
    }

    private Optional<Instant> end(String name, FileStamp stamp) {
        Reading known = readings.get(name);
        if (known == null || !known.stamp().equals(stamp)) {
            known = new Reading(stamp, read(directory.resolve(name)));
            readings.put(name, known);
        }
        return known.end();
    }

    private static Optional<Instant> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            X509CRL crl = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
            return Optional.ofNullable(crl.getNextUpdate()).map(date -> date.toInstant());
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
