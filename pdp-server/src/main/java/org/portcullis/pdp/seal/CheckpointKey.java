package org.portcullis.pdp.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** The Ed25519 key that signs checkpoints: PKCS #8 in PEM, mode 0600, and its public half beside it, ending in {@code .pub}. Immutable. */
public final class CheckpointKey {
    private static final String ALGORITHM = "Ed25519";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final PrivateKey key;
    private final PublicKey half;

    private CheckpointKey(PrivateKey key, PublicKey half) {
        this.key = key;
        this.half = half;
    }

    /**
     * Reads the pair, or makes it where there is none yet.
     *
     * @throws IOException if the files cannot be read or written, hold something else, or do not belong together
     */
    public static CheckpointKey in(Path file) throws IOException {
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
            CheckpointKey pair = new CheckpointKey(
                    keys.generatePrivate(new PKCS8EncodedKeySpec(content(file, "PRIVATE KEY"))),
                    publicKey(publicFile(file)));
            if (!isBy(pair.half, new byte[0], pair.sign(new byte[0]))) {
                throw new IOException(file + ": is not the key of " + publicFile(file));
            }
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": not an Ed25519 key in PKCS #8 PEM", e);
        }
    }

    /** Where the public half of a key is. */
    public static Path publicFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".pub");
    }

    /**
     * The public half of a key.
     *
     * @throws IOException if the file cannot be read or holds something else
     */
    public static PublicKey publicKey(Path file) throws IOException {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(content(file, "PUBLIC KEY")));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": not an Ed25519 public key in PEM", e);
        }
    }

    private static void create(Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        write(publicFile(file), "rw-r--r--", "PUBLIC KEY", pair.getPublic().getEncoded());
        write(file, "rw-------", "PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    private static void write(Path file, String mode, String label, byte[] content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
        String pem =
                "-----BEGIN " + label + "-----\n" + LINES.encodeToString(content) + "\n-----END " + label + "-----\n";
        Files.write(next, pem.getBytes(US_ASCII), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] content(Path file, String label) throws IOException {
        String pem = Files.readString(file, US_ASCII).strip();
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        if (!pem.startsWith(begin) || !pem.endsWith(end)) {
            throw new IOException(file + ": not a PEM file with one `" + label + "`");
        }
        try {
            return Base64.getMimeDecoder().decode(pem.substring(begin.length(), pem.length() - end.length()));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": is not base64", e);
        }
    }

    /** Short name of the public half. */
    String id() {
        return id(half);
    }

    static String id(PublicKey key) {
        return HexFormat.of().formatHex(ChainHead.sha256().digest(key.getEncoded()), 0, 8);
    }

    String sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key signs any text", e);
        }
    }

    /** Base64 can spell the same bytes in several ways, of which only the usual one counts. */
    static boolean isBy(PublicKey key, byte[] text, String signature) {
        try {
            byte[] made = Base64.getDecoder().decode(signature);
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(text);
            return verifier.verify(made)
                    && Base64.getEncoder().encodeToString(made).equals(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
