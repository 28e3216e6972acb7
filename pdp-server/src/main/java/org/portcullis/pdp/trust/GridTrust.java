package org.portcullis.pdp.trust;

import eu.emi.security.authn.x509.CrlCheckingMode;
import eu.emi.security.authn.x509.NamespaceCheckingMode;
import eu.emi.security.authn.x509.OCSPCheckingMode;
import eu.emi.security.authn.x509.OCSPParametes;
import eu.emi.security.authn.x509.ProxySupport;
import eu.emi.security.authn.x509.RevocationParameters;
import eu.emi.security.authn.x509.impl.OpensslCertChainValidator;
import eu.emi.security.authn.x509.impl.ValidatorParams;
import eu.emi.security.authn.x509.proxy.ProxyUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.portcullis.pdp.config.PdpConfig.CrlMode;
import org.portcullis.profile.Dn;

/**
 * The trust anchors of a CA directory in grid layout, with CRLs, signing policies and namespaces, re-read every minute.
 * Accepts end-entity certificates and RFC 3820 proxies. Thread-safe.
 */
public final class GridTrust implements AutoCloseable {
    private static final Duration REREAD = Duration.ofMinutes(1);
    private static final int LONGEST_CHAIN = 12;

    private final OpensslCertChainValidator validator;

    private GridTrust(OpensslCertChainValidator validator) {
        this.validator = validator;
    }

    /**
     * Opens a CA directory. A CA that cannot be read is left out; it costs its own people only.
     *
     * @throws IOException if no CA at all could be read
     */
    public static GridTrust open(Path directory, CrlMode crls) throws IOException {
        var revocation = new RevocationParameters(checking(crls), new OCSPParametes(OCSPCheckingMode.IGNORE));
        var parameters = new ValidatorParams(revocation, ProxySupport.ALLOW);
        var validator = new OpensslCertChainValidator(
                directory.toString(),
                true,
                NamespaceCheckingMode.GLOBUS_EUGRIDPMA,
                REREAD.toMillis(),
                parameters,
                false);
        if (validator.getTrustedIssuers().length == 0) {
            validator.dispose();
            throw new IOException(directory + " holds no CA certificate named <hash>.0");
        }
        return new GridTrust(validator);
    }

    private static CrlCheckingMode checking(CrlMode crls) {
        return switch (crls) {
            case REQUIRE -> CrlCheckingMode.REQUIRE;
            case IF_VALID -> CrlCheckingMode.IF_VALID;
            case IGNORE -> CrlCheckingMode.IGNORE;
        };
    }

    /** How many CAs are trusted now. */
    public int anchors() {
        return validator.getTrustedIssuers().length;
    }

    /** The end entity's name if the chain, leaf first, is valid now; empty if it is not. */
    public Optional<Dn> verify(List<X509Certificate> chain) {
        if (chain.size() > LONGEST_CHAIN) {
            return Optional.empty();
        }
        try {
            X509Certificate[] array = chain.toArray(X509Certificate[]::new);
            return validator.validate(array).isValid() ? Optional.of(holder(array)) : Optional.empty();
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The name of the end entity behind a chain, which may start with proxies. Checks nothing. */
    public static Dn holder(X509Certificate... chain) {
        X509Certificate endEntity = ProxyUtils.getEndUserCertificate(chain);
        X509Certificate named = endEntity == null ? chain[0] : endEntity;
        return Dn.of(named.getSubjectX500Principal());
    }

    @Override
    public void close() {
        validator.dispose();
    }
}
