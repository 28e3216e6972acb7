package org.portcullis.pdp.bundle;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Ed25519 signatures over the bytes of one bundle, one line of base64 each. Immutable. */
public record BundleSignatures(List<String> lines) {
    /** No signatures. */
    public static final BundleSignatures NONE = new BundleSignatures(List.of());

    private static final String ALGORITHM = "Ed25519";
    private static final Pattern LINE = Pattern.compile("[A-Za-z0-9+/]{86}==");
    private static final long LARGEST = 16 << 10;

    /** Copies the list. */
    public BundleSignatures {
        lines = List.copyOf(lines);
    }

    /** The signatures in the file beside a bundle, {@code bundle-<sha256>.sig}; none if there is no such file. */
    public static BundleSignatures beside(Path bundle) {
        Path file = file(bundle);
        if (Files.notExists(file)) {
            return NONE;
        }
        List<String> lines = DurableFiles.with(
                file,
                () -> Files.size(file) > LARGEST ? List.of("") : Files.readAllLines(file, StandardCharsets.UTF_8));
        if (!lines.stream().allMatch(line -> LINE.matcher(line).matches())) {
            throw new BundleException(file + ": not a file of signatures; take it away and sign the bundle again");
        }
        return new BundleSignatures(lines);
    }

    /** Writes them to the file beside a bundle. */
    public void writeBeside(Path bundle) {
        Path file = file(bundle);
        byte[] text = lines.stream()
                .map(line -> line + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
        DurableFiles.with(file, () -> DurableFiles.write(file, text));
    }

    private static Path file(Path bundle) {
        return bundle.resolveSibling(bundle.getFileName().toString().replaceAll("\\.tgz$", "") + ".sig");
    }

    /**
     * These and one made with the private key in a file; the same ones if it has signed before.
     *
     * @throws org.portcullis.pdp.config.ConfigException if the key cannot be used
     */
    public BundleSignatures signed(Bundle bundle, Path key) {
        byte[] made = DurableFiles.with(key, () -> {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initSign(PemFile.privateKey(key));
                signature.update(bundle.content());
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new java.io.IOException("it cannot sign", e);
            }
        });
        return and(new BundleSignatures(List.of(Base64.getEncoder().encodeToString(made))));
    }

    /** These and others. */
    public BundleSignatures and(BundleSignatures others) {
        return new BundleSignatures(
                Stream.concat(lines.stream(), others.lines.stream()).distinct().toList());
    }

    /** Whether the owner of a key has signed the bundle. */
    boolean areBy(PublicKey key, Bundle bundle) {
        return lines.stream()
                .anyMatch(line -> isBy(key, bundle, Base64.getDecoder().decode(line)));
    }

    private static boolean isBy(PublicKey key, Bundle bundle, byte[] made) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(bundle.content());
            return signature.verify(made);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
