package org.portcullis.client.credential;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.Subject;

/** Certificates as they stand in a file, leaf first, with what they say of their owner. Not verified, and no key. */
public record CertificateChain(List<X509Certificate> certificates) {
    /** RFC 3820 and the draft of it that older grid software wrote. */
    private static final List<String> PROXY_INFO = List.of("1.3.6.1.5.5.7.1.14", "1.3.6.1.4.1.3536.1.222");

    private static final List<String> LEGACY_NAMES = List.of("/CN=proxy", "/CN=limited proxy");

    /** Copies the list; there is at least one certificate. */
    public CertificateChain {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("a chain has at least one certificate");
        }
    }

    /**
     * Reads the certificates of a PEM file and ignores keys in it.
     *
     * @throws GeneralSecurityException if the file cannot be read or holds no certificate
     */
    public static CertificateChain ofFile(Path file) throws GeneralSecurityException {
        return of(Pem.read(file), file);
    }

    static CertificateChain of(Pem pem, Path file) throws GeneralSecurityException {
        List<X509Certificate> certificates = readable(pem, file);
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("there is no certificate in `" + file + "`");
        }
        return new CertificateChain(certificates);
    }

    private static List<X509Certificate> readable(Pem pem, Path file) throws GeneralSecurityException {
        try {
            return certificates(pem);
        } catch (CertificateException e) {
            throw new GeneralSecurityException("a certificate in `" + file + "` is damaged", e);
        }
    }

    static List<X509Certificate> certificates(Pem pem) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (Pem.Block block : pem.blocks()) {
            if (block.isCertificate()) {
                var bytes = new ByteArrayInputStream(block.bytes());
                certificates.add((X509Certificate) factory.generateCertificate(bytes));
            }
        }
        return certificates;
    }

    /** Whether the leaf is a proxy certificate. */
    public boolean isProxy() {
        return isProxy(certificates.get(0));
    }

    /**
     * The certificate of the owner: the first one that is not a proxy.
     *
     * @throws GeneralSecurityException if there are only proxies
     */
    public X509Certificate owner() throws GeneralSecurityException {
        for (X509Certificate certificate : certificates) {
            if (!isProxy(certificate)) {
                return certificate;
            }
        }
        throw new GeneralSecurityException(
                "the owner's certificate is missing from the chain, use the whole proxy file");
    }

    /**
     * The owner's name.
     *
     * @throws GeneralSecurityException as {@link #owner} does, or if the name is not one this profile can carry
     */
    public Dn ownerDn() throws GeneralSecurityException {
        X509Certificate owner = owner();
        try {
            return Dn.of(owner.getSubjectX500Principal());
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the owner's name cannot be asked about: " + e.getMessage(), e);
        }
    }

    /** The FQANs that a VOMS attribute certificate in the chain claims, in order; unverified, none if there is none. */
    public List<Fqan> fqans() {
        return VomsHints.of(certificates);
    }

    /**
     * The owner as the subject of a question, with this chain as the proof the server is to check.
     *
     * @throws GeneralSecurityException as {@link #ownerDn} does
     */
    public Subject asSubject() throws GeneralSecurityException {
        return new Subject(ownerDn(), fqans(), Set.of(), new Credential.Chain(certificates), Set.of());
    }

    /**
     * The owner as the pilot that brings somebody else's work, by name: for a question that the pilot itself asks.
     *
     * @throws GeneralSecurityException as {@link #ownerDn} does
     */
    public Pilot asPilot() throws GeneralSecurityException {
        return new Pilot(ownerDn(), fqans(), Set.of(), Set.of());
    }

    /**
     * The owner as the pilot that brings somebody else's work, shown by this chain: for a question that the payload asks, with
     * the credential that it concerns.
     *
     * @throws GeneralSecurityException as {@link #ownerDn} does
     */
    public Pilot asShownPilot() throws GeneralSecurityException {
        return new Pilot(ownerDn(), fqans(), Set.of(), new Credential.Chain(certificates), Set.of());
    }

    /** The certificates as PEM text, leaf first. */
    public static String toPem(List<X509Certificate> certificates) {
        StringBuilder pem = new StringBuilder();
        try {
            for (X509Certificate certificate : certificates) {
                pem.append(Pem.certificate(certificate.getEncoded()));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a certificate cannot be encoded", e);
        }
        return pem.toString();
    }

    private static boolean isProxy(X509Certificate certificate) {
        return PROXY_INFO.stream().anyMatch(oid -> certificate.getExtensionValue(oid) != null) || isLegacy(certificate);
    }

    private static boolean isLegacy(X509Certificate certificate) {
        try {
            String subject = Dn.of(certificate.getSubjectX500Principal()).value();
            String issuer = Dn.of(certificate.getIssuerX500Principal()).value();
            return LEGACY_NAMES.stream().anyMatch(name -> subject.equals(issuer + name));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
