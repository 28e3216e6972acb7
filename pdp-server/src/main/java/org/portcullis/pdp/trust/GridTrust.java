package org.portcullis.pdp.trust;

import eu.emi.security.authn.x509.CrlCheckingMode;
import eu.emi.security.authn.x509.NamespaceCheckingMode;
import eu.emi.security.authn.x509.OCSPCheckingMode;
import eu.emi.security.authn.x509.OCSPParametes;
import eu.emi.security.authn.x509.ProxySupport;
import eu.emi.security.authn.x509.RevocationParameters;
import eu.emi.security.authn.x509.ValidationResult;
import eu.emi.security.authn.x509.impl.OpensslCertChainValidator;
import eu.emi.security.authn.x509.impl.ValidatorParams;
import eu.emi.security.authn.x509.proxy.ProxyUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.portcullis.pdp.config.PdpConfig.CrlMode;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;

/**
 * The trust anchors of a CA directory in grid layout, with CRLs, signing policies and namespaces, re-read every minute.
 * Accepts end-entity certificates and RFC 3820 proxies that pass the {@link ChainGate} and whose path leads up to a root
 * of that directory. Thread-safe.
 */
public final class GridTrust implements AutoCloseable {
    private static final Duration REREAD = Duration.ofMinutes(1);

    private final OpensslCertChainValidator validator;
    private final ChainGate gate;
    private final PathToRoot path;

    private GridTrust(OpensslCertChainValidator validator, ChainGate gate) {
        this.validator = validator;
        this.gate = gate;
        this.path = new PathToRoot(authority -> validator.validate(new X509Certificate[] {authority}));
    }

    /**
     * Opens a CA directory. A CA that cannot be read is left out; it costs its own people only.
     *
     * @throws IOException if no CA at all could be read
     */
    public static GridTrust open(Path directory, CrlMode crls) throws IOException {
        return open(directory, crls, false);
    }

    /**
     * As {@link #open(Path, CrlMode)}; accepts the proxies of before RFC 3820 too if {@code legacyProxies}.
     *
     * @throws IOException if no CA at all could be read
     */
    public static GridTrust open(Path directory, CrlMode crls, boolean legacyProxies) throws IOException {
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
        return new GridTrust(validator, new ChainGate(legacyProxies));
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

    /** What the chain of a person or service, leaf first, proves now; clocks may differ by minutes. */
    public ChainVerdict verify(List<X509Certificate> chain) {
        return judge(chain, gate::admitsClient);
    }

    /** As {@link #verify(List)}, and nothing once a certificate's time is over at {@code at}. */
    public ChainVerdict verify(List<X509Certificate> chain, Instant at) {
        ChainVerdict verdict = verify(chain);
        boolean over = chain.stream()
                .anyMatch(certificate -> certificate.getNotAfter().toInstant().isBefore(at));
        return over && verdict instanceof ChainVerdict.Proven
                ? new ChainVerdict.Refused(Doubt.CREDENTIAL_EXPIRED)
                : verdict;
    }

    /** As {@link #verify}, for a server that signs something: it need not be good for opening connections. */
    ChainVerdict verifyServer(List<X509Certificate> chain) {
        return judge(chain, gate::admits);
    }

    private ChainVerdict judge(List<X509Certificate> chain, Predicate<List<X509Certificate>> admission) {
        try {
            if (!admission.test(chain)) {
                return new ChainVerdict.Refused(Doubt.CREDENTIAL_INVALID);
            }
            X509Certificate[] array = chain.toArray(X509Certificate[]::new);
            ValidationResult result = validator.validate(array);
            return path.objection(result)
                    .<ChainVerdict>map(ChainVerdict.Refused::new)
                    .orElseGet(() -> new ChainVerdict.Proven(holder(array)));
        } catch (RuntimeException e) {
            return new ChainVerdict.Refused(Doubt.CREDENTIAL_INVALID);
        }
    }

    /** The name of the end entity behind a chain, which may start with proxies. Checks nothing. */
    public static Dn holder(X509Certificate... chain) {
        X509Certificate endEntity = ProxyUtils.getEndUserCertificate(chain);
        X509Certificate named = endEntity == null ? chain[0] : endEntity;
        return Dn.of(named.getSubjectX500Principal());
    }

    /** Whether a chain starts with a proxy. Checks nothing. */
    public static boolean isProxy(X509Certificate... chain) {
        return ProxyUtils.isProxy(chain[0]);
    }

    @Override
    public void close() {
        validator.dispose();
    }
}
