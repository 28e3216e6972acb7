package org.portcullis.client.credential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.EnumSet;
import java.util.Set;
import javax.net.ssl.KeyManager;

/** A certificate chain and its private key: what the PEP shows to the server. Immutable and thread-safe. */
public final class GridCredential {
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final CertificateChain chain;
    private final PrivateKey key;

    private GridCredential(CertificateChain chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /**
     * Reads a proxy file: certificate, private key and chain in one PEM file that only its owner can read.
     *
     * @throws GeneralSecurityException if the file is open to others, cannot be read or is not whole
     */
    public static GridCredential ofProxyFile(Path file) throws GeneralSecurityException {
        return ofFiles(file, file);
    }

    /**
     * Reads a host or user certificate, with its chain if there is one, and the key that belongs to it.
     *
     * @throws GeneralSecurityException if the key is open to others, or either cannot be read
     */
    public static GridCredential ofFiles(Path certificate, Path key) throws GeneralSecurityException {
        requirePrivate(key);
        CertificateChain chain = CertificateChain.ofFile(certificate);
        for (Pem.Block block : Pem.read(key).blocks()) {
            if (block.isPrivateKey()) {
                var partner = chain.certificates().get(0).getPublicKey();
                return new GridCredential(chain, PrivateKeys.read(block, partner));
            }
        }
        throw new GeneralSecurityException("there is no private key in `" + key + "`");
    }

    private static void requirePrivate(Path file) throws GeneralSecurityException {
        try {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new GeneralSecurityException("`" + file + "` holds a key and is open to others, run chmod 0400");
            }
        } catch (IOException e) {
            throw new GeneralSecurityException("cannot read `" + file + "`, check that it exists and is yours", e);
        }
    }

    /** The certificates, without the key. */
    public CertificateChain chain() {
        return chain;
    }

    /** What TLS needs to present this credential, whatever the server asks for. */
    public KeyManager keyManager() {
        return new OneCredential(chain.certificates(), key);
    }

    /**
     * How {@link #sign} signs, as XML signatures call it: RSA or ECDSA with SHA-256.
     *
     * @throws GeneralSecurityException if the key is of another kind
     */
    public String signatureMethod() throws GeneralSecurityException {
        return "http://www.w3.org/2001/04/xmldsig-more#" + (isElliptic() ? "ecdsa-sha256" : "rsa-sha256");
    }

    /**
     * Signs in the form that XML signatures have.
     *
     * @throws GeneralSecurityException if this Java cannot do it with this key
     */
    public byte[] sign(byte[] message) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(isElliptic() ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
        signature.initSign(key);
        signature.update(message);
        return signature.sign();
    }

    private boolean isElliptic() throws GeneralSecurityException {
        return switch (key.getAlgorithm()) {
            case "EC" -> true;
            case "RSA" -> false;
            default ->
                throw new GeneralSecurityException(
                        "questions are signed with RSA or EC keys, not with `" + key.getAlgorithm() + "`");
        };
    }

    /** Says how long the chain is and nothing else. */
    @Override
    public String toString() {
        return "GridCredential[" + chain.certificates().size() + "]";
    }
}
