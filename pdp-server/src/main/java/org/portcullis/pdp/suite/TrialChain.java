package org.portcullis.pdp.suite;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.portcullis.pdp.config.Values;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;

/**
 * A certificate chain made up for a question: its proxies are of the kinds and lifetimes wanted, signed by a key that
 * nobody trusts. Questions of suites are asked as if a chain had been verified already.
 */
final class TrialChain {
    private static final Instant BEGIN = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration OWN_LIFETIME = Duration.ofDays(400);
    private static final ASN1ObjectIdentifier PROXY_CERT_INFO = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.14");
    private static final X500Name AUTHORITY = new X500Name("CN=Authority of a trial");
    private static final KeyPair KEYS = keys();

    private TrialChain() {}

    /** The kinds of proxy certificate. */
    private enum Kind {
        FULL("1.3.6.1.5.5.7.21.1", "77"),
        LIMITED("1.3.6.1.4.1.3536.1.1.1.9", "77"),
        LEGACY("", "proxy"),
        LEGACY_LIMITED("", "limited proxy");

        private final String language;
        private final String commonName;

        Kind(String language, String commonName) {
            this.language = language;
            this.commonName = commonName;
        }
    }

    /** One proxy certificate. */
    record Proxy(Kind kind, Duration lifetime) {
        private static final Pattern FORM = Pattern.compile("(full|limited|legacy|legacy-limited) (\\S+)");

        /** Reads {@code limited 12h}. */
        static Proxy parse(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new IllegalArgumentException(
                        "must be proxies like `full 12h`; kinds are full, limited, legacy and legacy-limited");
            }
            Kind kind = Kind.valueOf(form.group(1).toUpperCase(Locale.ROOT).replace('-', '_'));
            return new Proxy(kind, Values.duration(form.group(2)));
        }
    }

    /** The certificate of that person and proxies of it, given leaf first. */
    static Credential.Chain of(Dn owner, List<Proxy> leafFirst) {
        X500Name name = new X500Name(owner.toRfc2253());
        List<X509Certificate> chain = new ArrayList<>();
        try {
            chain.add(certificate(AUTHORITY, name, new Proxy(Kind.LEGACY, OWN_LIFETIME)));
            for (int i = leafFirst.size() - 1; i >= 0; i--) {
                X500Name proxy = new X500Name("CN=" + leafFirst.get(i).kind().commonName + "," + name);
                chain.add(0, certificate(name, proxy, leafFirst.get(i)));
                name = proxy;
            }
            return new Credential.Chain(chain);
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make certificates", e);
        }
    }

    private static X509Certificate certificate(X500Name issuer, X500Name subject, Proxy proxy)
            throws CertIOException, OperatorCreationException, GeneralSecurityException {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuer,
                BigInteger.ONE,
                Date.from(BEGIN),
                Date.from(BEGIN.plus(proxy.lifetime())),
                subject,
                SubjectPublicKeyInfo.getInstance(KEYS.getPublic().getEncoded()));
        if (!proxy.kind().language.isEmpty()) {
            DERSequence policy = new DERSequence(new ASN1ObjectIdentifier(proxy.kind().language));
            builder.addExtension(PROXY_CERT_INFO, true, new DERSequence(policy));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(KEYS.getPrivate())));
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has elliptic curves", e);
        }
    }
}
