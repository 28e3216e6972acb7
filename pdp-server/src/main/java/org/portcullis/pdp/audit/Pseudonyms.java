package org.portcullis.pdp.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands in place of names: HMAC-SHA256 under a key of the year, so that one name has one pseudonym in what is rewritten in that year, and nobody can tell
 * whose it is once the key is destroyed. Immutable.
 */
final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String INFIX = ".pseudonyms-";
    private static final int LENGTH = 16;

    private final Key key;

    private Pseudonyms(Key key) {
        this.key = key;
    }

    /** With the key of this year, which is made where there is none yet: mode 0600, beside the log. */
    static Pseudonyms in(Path log, Instant now) throws IOException {
        Path file = log.resolveSibling(log.getFileName() + INFIX + year(now));
        if (Files.notExists(file)) {
            create(file);
        }
        try {
            byte[] secret =
                    HexFormat.of().parseHex(Files.readString(file, US_ASCII).strip());
            return new Pseudonyms(new SecretKeySpec(secret, ALGORITHM));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": not a key in hex", e);
        }
    }

    private static int year(Instant at) {
        return at.atZone(ZoneOffset.UTC).getYear();
    }

    private static void create(Path file) throws IOException {
        try {
            byte[] secret = KeyGenerator.getInstance(ALGORITHM).generateKey().getEncoded();
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(next);
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            String text = HexFormat.of().formatHex(secret) + "\n";
            Files.write(next, text.getBytes(US_ASCII), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(next, file);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    /** The keys of years that were over a year ago. */
    static List<Path> outlived(Path log, Instant now) throws IOException {
        Pattern name = Pattern.compile(Pattern.quote(log.getFileName() + INFIX) + "(\\d{4})");
        try (Stream<Path> beside = Files.list(log.toAbsolutePath().getParent())) {
            return beside.filter(path -> {
                        Matcher year = name.matcher(String.valueOf(path.getFileName()));
                        return year.matches() && Integer.parseInt(year.group(1)) < year(now) - 1;
                    })
                    .sorted()
                    .toList();
        }
    }

    /** Overwrites a key, for disks on which that helps, and removes it. */
    static void destroy(Path file) throws IOException {
        byte[] zeros = new byte[(int) Files.size(file)];
        Files.write(file, zeros, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.delete(file);
    }

    /** In hex. */
    String of(String name) {
        return HexFormat.of().formatHex(mac(name), 0, LENGTH);
    }

    /** For what has to be a number of an exchange. */
    UUID idOf(String id) {
        ByteBuffer mac = ByteBuffer.wrap(mac(id));
        return new UUID(mac.getLong(), mac.getLong());
    }

    private byte[] mac(String name) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(name.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}
