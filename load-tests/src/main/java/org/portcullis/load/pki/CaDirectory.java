package org.portcullis.load.pki;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A directory of trusted authorities in the layout that grid software shares: {@code <hash>.0}, {@code <hash>.r0},
 * {@code <hash>.signing_policy} and {@code <hash>.namespaces}.
 */
public record CaDirectory(Path path) {
    /**
     * Makes an authority trusted for every name that starts with {@code namespace} and a slash, for example
     * {@code /C=XX/O=Grid}.
     */
    public void trust(CertificateAuthority authority, String namespace) {
        TextFile.PUBLIC.write(certificateFile(authority), Pem.certificates(List.of(authority.certificate())));
        limit(authority, namespace);
    }

    /** Says the same of an authority below a trusted one, which need not be an anchor itself. */
    public void limit(CertificateAuthority authority, String namespace) {
        String signingPolicy = """
                access_id_CA   X509    '%s'
                pos_rights     globus  CA:sign
                cond_subjects  globus  '"%s/*"'
                """;
        String namespaces = """
                TO Issuer "%s" PERMIT Subject "%s/.*"
                """;
        TextFile.PUBLIC.write(file(authority, ".signing_policy"), signingPolicy.formatted(authority.name(), namespace));
        TextFile.PUBLIC.write(file(authority, ".namespaces"), namespaces.formatted(authority.name(), namespace));
    }

    /** Puts a revocation list in the place of the one before. */
    public void publish(CertificateAuthority authority, X509CRL list) {
        TextFile.PUBLIC.write(file(authority, ".r0"), Pem.revocationList(list));
    }

    Set<BigInteger> revokedSerials(CertificateAuthority authority) {
        Set<? extends X509CRLEntry> entries =
                Pem.readRevocationList(file(authority, ".r0")).getRevokedCertificates();
        Set<BigInteger> serials = new HashSet<>();
        if (entries != null) {
            entries.forEach(entry -> serials.add(entry.getSerialNumber()));
        }
        return serials;
    }

    /** Where the certificate of an authority stands. */
    public Path certificateFile(CertificateAuthority authority) {
        return file(authority, ".0");
    }

    private Path file(CertificateAuthority authority, String suffix) {
        return path.resolve(SubjectHash.of(authority.name()) + suffix);
    }
}
