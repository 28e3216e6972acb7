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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.portcullis.pdp.config.PdpConfig.CrlMode;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;

/**
 * The trust anchors of a CA directory in grid layout, with CRLs, signing policies and namespaces, re-read every minute.
 * Accepts end-entity certificates and RFC 3820 proxies that pass the {@link ChainGate}. Thread-safe.
 */
public final class GridTrust implements AutoCloseable {
    private static final Duration REREAD = Duration.ofMinutes(1);

    private final Supplier<OpensslCertChainValidator> opener;
    private final ChainGate gate;
    private final AtomicLong epoch = new AtomicLong();
    /** Written by whoever holds the lock of {@link #reread}. */
    private volatile OpensslCertChainValidator validator;

    private GridTrust(Supplier<OpensslCertChainValidator> opener, ChainGate gate) {
        this.opener = opener;
        this.gate = gate;
        this.validator = opener.get();
        countReadings();
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
        GridTrust opened = new GridTrust(
                () -> new OpensslCertChainValidator(
                        directory.toString(),
                        true,
                        NamespaceCheckingMode.GLOBUS_EUGRIDPMA,
                        REREAD.toMillis(),
                        parameters,
                        false),
                new ChainGate(legacyProxies));
        if (opened.anchors() == 0) {
            opened.close();
            throw new IOException(directory + " holds no CA certificate named <hash>.0");
        }
        return opened;
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

    /** Takes the files as they are on disk now. */
    public synchronized void reread() {
        OpensslCertChainValidator before = validator;
        validator = opener.get();
        countReadings();
        epoch.incrementAndGet();
        before.dispose();
    }

    /**
     * Moves whenever the files may say something else. A re-reading counts a file just before it uses it, so that a verdict
     * of that very moment is late by one re-reading.
     */
    public long epoch() {
        return epoch.get();
    }

    private void countReadings() {
        validator.addUpdateListener((file, kind, severity, cause) -> epoch.incrementAndGet());
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
            return result.isValid()
                    ? new ChainVerdict.Proven(holder(array))
                    : new ChainVerdict.Refused(ChainErrors.worst(result.getErrors()));
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
