package org.portcullis.pdp.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/** A host certificate with its chain and its key, which belong together, and the file that the certificate came from. */
record HostCredential(Path file, List<X509Certificate> certificates, PrivateKey key) {
    /** Keys as Java names them, and how they sign. */
    static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    /** Object identifiers of keys, and what handshakes call them. */
    private static final Map<String, String> TYPES =
            Map.of("1.2.840.113549.1.1.1", "RSA", "1.2.840.10045.2.1", "EC", "1.3.101.112", "EdDSA");

    HostCredential {
        certificates = List.copyOf(certificates);
    }

    /**
     * Reads certificate and key.
     *
     * @throws IOException if they cannot be read, are open to everybody, or do not belong together; the message says which
     */
    static HostCredential read(Path certificate, Path key) throws IOException {
        try {
            requirePrivate(key);
            HostCredential read = new HostCredential(certificate, certificates(certificate), key(key));
            if (!read.belongsTogether()) {
                throw new IOException(key + " is not the key of " + certificate);
            }
            return read;
        } catch (NoSuchFileException e) {
            throw new IOException("no such file: " + e.getFile(), e);
        } catch (GeneralSecurityException e) {
            throw new IOException(certificate + " and " + key + " are not a usable host credential", e);
        }
    }

    private static List<X509Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (Object item : items(file)) {
            if (item instanceof X509CertificateHolder holder) {
                byte[] der = holder.getEncoded();
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
            }
        }
        if (certificates.isEmpty()) {
            throw new IOException(file + " holds no certificate");
        }
        return certificates;
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        for (Object item : items(file)) {
            if (item instanceof PEMKeyPair pair) {
                return key(pair.getPrivateKeyInfo());
            }
            if (item instanceof PrivateKeyInfo info) {
                return key(info);
            }
        }
        throw new IOException(file + " holds no key without a pass phrase");
    }

    private static PrivateKey key(PrivateKeyInfo info) throws IOException, GeneralSecurityException {
        String type =
                TYPES.getOrDefault(info.getPrivateKeyAlgorithm().getAlgorithm().getId(), "none");
        return KeyFactory.getInstance(type).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }

    private static List<Object> items(Path file) throws IOException {
        List<Object> items = new ArrayList<>();
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(file))) {
            for (Object item = parser.readObject(); item != null; item = parser.readObject()) {
                items.add(item);
            }
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
        return items;
    }

    private boolean belongsTogether() throws GeneralSecurityException {
        String algorithm = SIGNATURES.get(key.getAlgorithm());
        if (algorithm == null || !ChainGate.isStrong(leaf().getPublicKey())) {
            throw new GeneralSecurityException("RSA below 2048 bits, a curve below 256, or another kind of key");
        }
        if (!leaf().getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(leaf().getEncoded());
        byte[] signed = signature.sign();
        signature.initVerify(leaf().getPublicKey());
        signature.update(leaf().getEncoded());
        return signature.verify(signed);
    }

    private static void requirePrivate(Path key) throws IOException {
        var readers = Files.getPosixFilePermissions(key);
        if (readers.contains(PosixFilePermission.OTHERS_READ) || readers.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(key + " is open to everybody, make it mode 0400");
        }
    }

    /**
     * Itself, if clients believe it now.
     *
     * @throws IOException if its time is over or has not come
     */
    HostCredential requireValid(Instant now) throws IOException {
        if (leaf().getNotBefore().toInstant().isAfter(now)) {
            throw new IOException(
                    file + " is not valid before " + leaf().getNotBefore().toInstant());
        }
        if (notAfter().isBefore(now)) {
            throw new IOException(file + " has expired at " + notAfter() + ", renew it");
        }
        return this;
    }

    /**
     * Itself, if clients that know {@code before} find the same host.
     *
     * @throws IOException if it has another subject, or none of the host names of before
     */
    HostCredential requireSameHost(HostCredential before) throws IOException {
        if (!leaf().getSubjectX500Principal().equals(before.leaf().getSubjectX500Principal())) {
            throw new IOException(file + " has another subject than the certificate in use, restart if that is meant");
        }
        if (Collections.disjoint(hostNames(), before.hostNames())
                && !before.hostNames().isEmpty()) {
            throw new IOException(file + " has no host name of the certificate in use, restart if that is meant");
        }
        return this;
    }

    /** The DNS names and addresses in the certificate, in lower case. */
    Set<String> hostNames() {
        Set<String> names = new HashSet<>();
        for (List<?> alternative : alternatives()) {
            if (alternative.get(1) instanceof String name) {
                names.add(name.toLowerCase(Locale.ROOT));
            }
        }
        return Set.copyOf(names);
    }

    private Collection<List<?>> alternatives() {
        try {
            Collection<List<?>> alternatives = leaf().getSubjectAlternativeNames();
            return alternatives == null ? List.of() : alternatives;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    Instant notAfter() {
        return leaf().getNotAfter().toInstant();
    }

    private X509Certificate leaf() {
        return certificates.get(0);
    }

    /** Whether its key is of a type, as handshakes name them. */
    boolean isOf(String keyType) {
        return key.getAlgorithm().equals(keyType);
    }

    /** Names the file and nothing secret. */
    @Override
    public String toString() {
        return "HostCredential[" + file + "]";
    }
}
