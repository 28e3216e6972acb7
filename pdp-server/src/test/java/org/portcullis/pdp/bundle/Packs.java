package org.portcullis.pdp.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Stream;

/** Packs on disk, and keys to sign them with. */
public final class Packs {
    private static final Path SHIPPED =
            Path.of("../policies/src/main/packs/mupj").toAbsolutePath().normalize();

    private Packs() {}

    /** A copy of the shipped pack without its tests, which would not fit what is changed in it. */
    public static Path copy(Path target) {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(SHIPPED.resolve("tests")))
                    .toList()) {
                write(target.resolve(SHIPPED.relativize(file).toString()), Files.readString(file, UTF_8));
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of the shipped pack with another version. */
    public static Path version(Path target, String version) {
        Path manifest = copy(target).resolve("pack.yaml");
        try {
            write(manifest, Files.readString(manifest, UTF_8).replaceFirst("version: .*", "version: " + version));
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a key pair as {@code name.key} and {@code name.pem}; the path of the private one. */
    public static Path keys(Path directory, String name) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            write(
                    directory.resolve(name + ".pem"),
                    pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            return write(
                    directory.resolve(name + ".key"),
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /** Writes a file that others may not read. */
    public static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text, UTF_8);
            return Files.setPosixFilePermissions(
                    file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
