package org.portcullis.policy;

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
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.portcullis.profile.Credential;

/** Certificate chains with proxies, made up in memory; nobody verifies their signatures here. */
public final class Proxies {
    private static final Instant BEGIN = Instant.parse("2009-10-01T00:00:00Z");
    private static final KeyPair KEYS = keys();

    private Proxies() {}

    /** How a proxy says what it is: by the extension of RFC 3820, that of the draft before, or its name only. */
    public enum Kind {
        FULL("1.3.6.1.5.5.7.1.14", "1.3.6.1.5.5.7.21.1", "77"),
        LIMITED("1.3.6.1.5.5.7.1.14", "1.3.6.1.4.1.3536.1.1.1.9", "77"),
        DRAFT_LIMITED("1.3.6.1.4.1.3536.1.222", "1.3.6.1.4.1.3536.1.1.1.9", "77"),
        LEGACY("", "", "proxy"),
        LEGACY_LIMITED("", "", "limited proxy");

        private final String extension;
        private final String language;
        private final String commonName;

        Kind(String extension, String language, String commonName) {
            this.extension = extension;
            this.language = language;
            this.commonName = commonName;
        }
    }

    /** A proxy that lives so long. */
    public record Draft(Kind kind, Duration lifetime) {}

    /** The certificate of Ann and the proxies it led to, leaf first, as it stands in the drafts. */
    public static Credential.Chain chain(Draft... leafFirst) {
        List<X509Certificate> chain = new ArrayList<>();
        X500Name owner = new X500Name("DC=org,DC=example,CN=Ann");
        Draft none = new Draft(Kind.LEGACY, Duration.ofDays(400));
        chain.add(certificate(new X500Name("DC=org,DC=example,CN=Authority"), owner, none));
        for (int i = leafFirst.length - 1; i >= 0; i--) {
            X500Name proxy = new X500Name(owner + ",CN=" + leafFirst[i].kind().commonName);
            chain.add(0, certificate(owner, proxy, leafFirst[i]));
            owner = proxy;
        }
        return new Credential.Chain(chain);
    }

    private static X509Certificate certificate(X500Name issuer, X500Name subject, Draft draft) {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuer,
                BigInteger.ONE,
                Date.from(BEGIN),
                Date.from(BEGIN.plus(draft.lifetime())),
                subject,
                SubjectPublicKeyInfo.getInstance(KEYS.getPublic().getEncoded()));
        try {
            if (!draft.kind().extension.isEmpty()) {
                DERSequence policy = new DERSequence(new ASN1ObjectIdentifier(draft.kind().language));
                builder.addExtension(new ASN1ObjectIdentifier(draft.kind().extension), true, new DERSequence(policy));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(KEYS.getPrivate())));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
