package org.portcullis.client.credential;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The certificate authorities whose servers are believed. Revocation lists are not read. Immutable and thread-safe. */
public final class TrustedCas {
    private final Set<X509Certificate> authorities;

    private TrustedCas(List<X509Certificate> authorities) {
        this.authorities = Set.copyOf(authorities);
    }

    /**
     * Reads a directory in grid layout: the files {@code <hash>.0} to {@code <hash>.9}. A file that is not a certificate
     * is left out, so that it trusts nobody and stops nobody.
     *
     * @throws GeneralSecurityException if there is not one usable certificate
     */
    public static TrustedCas ofDirectory(Path directory) throws GeneralSecurityException {
        List<X509Certificate> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.[0-9]")) {
            for (Path file : files) {
                found.addAll(usable(file));
            }
        } catch (IOException e) {
            throw new GeneralSecurityException("cannot read the CA directory `" + directory + "`", e);
        }
        if (found.isEmpty()) {
            throw new GeneralSecurityException(
                    "there is no CA certificate in `" + directory + "`, run openssl rehash or name another --ca-dir");
        }
        return new TrustedCas(found);
    }

    /**
     * Reads a file of one or more CA certificates.
     *
     * @throws GeneralSecurityException if it cannot be read whole or holds none
     */
    public static TrustedCas ofFile(Path file) throws GeneralSecurityException {
        return new TrustedCas(CertificateChain.ofFile(file).certificates());
    }

    private static List<X509Certificate> usable(Path file) {
        try {
            return CertificateChain.certificates(Pem.read(file));
        } catch (GeneralSecurityException e) {
            return List.of();
        }
    }

    /** What TLS needs to check a server's chain against these authorities. */
    public TrustManager[] trustManagers() throws GeneralSecurityException {
        Set<TrustAnchor> anchors =
                authorities.stream().map(ca -> new TrustAnchor(ca, null)).collect(Collectors.toSet());
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setRevocationEnabled(false);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        return factory.getTrustManagers();
    }
}
