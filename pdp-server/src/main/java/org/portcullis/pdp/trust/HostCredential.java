package org.portcullis.pdp.trust;

import eu.emi.security.authn.x509.impl.PEMCredential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.X509KeyManager;
import javax.security.auth.x500.X500Principal;

/** A host certificate with its chain and its key, which belong together. */
final class HostCredential {
    private final Path file;
    private final PEMCredential credential;
    private final X509KeyManager types;
    private final Set<String> hostNames;

    private HostCredential(Path file, PEMCredential credential) throws CertificateParsingException {
        this.file = file;
        this.credential = credential;
        types = credential.getKeyManager();
        hostNames = names(credential.getCertificate());
    }

    /**
     * Reads certificate and key.
     *
     * @throws IOException if they cannot be read, are open to everybody, or do not belong together; the message says which
     */
    static HostCredential read(Path certificate, Path key) throws IOException {
        try (var keyStream = Files.newInputStream(key);
                var certificateStream = Files.newInputStream(certificate)) {
            requirePrivate(key);
            return new HostCredential(certificate, new PEMCredential(keyStream, certificateStream, (char[]) null));
        } catch (NoSuchFileException e) {
            throw new IOException("no such file: " + e.getFile(), e);
        } catch (IOException e) {
            throw e;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException(certificate + " and " + key + " are not a usable host credential", e);
        }
    }

    private static void requirePrivate(Path key) throws IOException {
        var readers = Files.getPosixFilePermissions(key);
        if (readers.contains(PosixFilePermission.OTHERS_READ) || readers.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(key + " is open to everybody, make it mode 0400");
        }
    }

    private static Set<String> names(X509Certificate certificate) throws CertificateParsingException {
        Set<String> names = new HashSet<>();
        var alternatives = certificate.getSubjectAlternativeNames();
        for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
            if (alternative.get(1) instanceof String name) {
                names.add(name.toLowerCase(Locale.ROOT));
            }
        }
        return Set.copyOf(names);
    }

    /**
     * Itself, if clients believe it now.
     *
     * @throws IOException if its time is over or has not come
     */
    HostCredential requireValid(Instant now) throws IOException {
        X509Certificate certificate = credential.getCertificate();
        if (certificate.getNotBefore().toInstant().isAfter(now)) {
            throw new IOException(
                    file + " is not valid before " + certificate.getNotBefore().toInstant());
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
        if (!subject().equals(before.subject())) {
            throw new IOException(file + " has another subject than the certificate in use, restart if that is meant");
        }
        if (Collections.disjoint(hostNames, before.hostNames) && !before.hostNames.isEmpty()) {
            throw new IOException(file + " has no host name of the certificate in use, restart if that is meant");
        }
        return this;
    }

    private X500Principal subject() {
        return credential.getCertificate().getSubjectX500Principal();
    }

    /** The DNS names and addresses in the certificate, in lower case. */
    Set<String> hostNames() {
        return hostNames;
    }

    Instant notAfter() {
        return credential.getCertificate().getNotAfter().toInstant();
    }

    /** Whether its key is of a type. */
    boolean isOf(String keyType) {
        return types.chooseServerAlias(keyType, null, null) != null;
    }

    X509Certificate[] chain() {
        return credential.getCertificateChain();
    }

    PrivateKey key() {
        return credential.getKey();
    }
}
