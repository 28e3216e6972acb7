package org.portcullis.pdp.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.portcullis.load.pki.CertificateDraft;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.KeyType;
import org.portcullis.load.pki.ProxyDraft;
import org.portcullis.load.pki.ProxyKind;

/** Chains whose proxies or order are not right, by the name of what is special about them. */
final class ProxyTraits {
    private static final ASN1ObjectIdentifier STRANGE = new ASN1ObjectIdentifier("1.2.3.4.99");
    private static final ASN1ObjectIdentifier PROXY_CERT_INFO = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.14");
    private static final ASN1ObjectIdentifier INHERIT_ALL = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.21.1");
    private static final Extension MUTE =
            CertificateDraft.critical(Extension.keyUsage, new KeyUsage(KeyUsage.keyEncipherment));

    private final Map<String, Function<ChainShape, Identity>> traits = new LinkedHashMap<>();

    private ProxyTraits() {
        proxies();
        lengths();
        proxyCertInfo();
        proxiesChangedAfterwards();
        orders();
    }

    static Map<String, Function<ChainShape, Identity>> all() {
        return new ProxyTraits().traits;
    }

    private void proxies() {
        proxy("proxy that is over", (shape, owner) -> shape.sign(ProxyDraft.of(ProxyKind.FULL, shape.past()), owner));
        proxy(
                "proxy that is to come",
                (shape, owner) -> shape.sign(ProxyDraft.of(ProxyKind.FULL, shape.future()), owner));
        proxy(
                "proxy of a year",
                (shape, owner) ->
                        shape.sign(ProxyDraft.of(ProxyKind.FULL, shape.pki().validFor(Duration.ofDays(365))), owner));
        traits.put("full proxy of a limited one", shape -> shape.proxy(shape.limited(shape.delegated(shape.user()))));
        proxy("independent proxy", (shape, owner) -> shape.sign(shape.draft(ProxyKind.INDEPENDENT), owner));
        proxy("legacy proxy", (shape, owner) -> shape.sign(shape.draft(ProxyKind.LEGACY), owner));
        proxy("legacy limited proxy", (shape, owner) -> shape.sign(shape.draft(ProxyKind.LEGACY_LIMITED), owner));
    }

    private void lengths() {
        traits.put(
                "path length kept",
                shape -> shape.proxy(shape.sign(shape.draft(ProxyKind.FULL).followedByAtMost(1), shape.user())));
        traits.put(
                "path length exceeded",
                shape -> shape.proxy(shape.sign(shape.draft(ProxyKind.FULL).followedByAtMost(0), shape.user())));
        traits.put(
                "path length exceeded later",
                shape -> shape.proxy(
                        shape.proxy(shape.sign(shape.draft(ProxyKind.FULL).followedByAtMost(1), shape.user()))));
        traits.put(
                "path length widened",
                shape -> shape.proxy(shape.sign(
                        shape.draft(ProxyKind.FULL).followedByAtMost(9),
                        shape.sign(shape.draft(ProxyKind.FULL).followedByAtMost(1), shape.user()))));
        traits.put("ten proxies", shape -> many(shape, 10));
        traits.put("fifteen proxies", shape -> many(shape, 15));
        proxy(
                "proxy signed by another key",
                (shape, owner) -> shape.sign(
                        shape.draft(ProxyKind.FULL),
                        new Identity(owner.chain(), KeyType.EC_P256.generate().getPrivate())));
        proxy(
                "proxy with a key of 1024 bits",
                (shape, owner) -> shape.draft(ProxyKind.FULL).signedBy(owner, ChainShape.weakKeys()));
        proxy(
                "proxy with a bit flipped",
                (shape, owner) -> Forgery.of(shape.proxy(owner)).flippingTheLastBit());
    }

    private void proxyCertInfo() {
        info("proxy with an unknown language", true, language(new ASN1ObjectIdentifier("1.2.3.4.5")));
        info("restricted proxy", true, language(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.21.0")));
        info("proxy with a policy where none belongs", true, new DERSequence(new DERSequence(new ASN1Encodable[] {
            INHERIT_ALL, new DEROctetString(new byte[] {1, 2, 3})
        })));
        info("proxy with a negative path length", true, new DERSequence(new ASN1Encodable[] {
            new ASN1Integer(-1), new DERSequence(INHERIT_ALL)
        }));
        info("proxy whose kind may be ignored", false, language(INHERIT_ALL));
        info("proxy with garbage for a kind", true, DERNull.INSTANCE);
    }

    private static DERSequence language(ASN1ObjectIdentifier id) {
        return new DERSequence(new DERSequence(id));
    }

    private void proxiesChangedAfterwards() {
        renamed("proxy with another name", owner -> new X500Name("C=XX,O=Grid,CN=Victim"));
        renamed("proxy with the name of its owner", owner -> owner);
        renamed("proxy with two names more", owner -> new X500Name(owner + ",CN=1,CN=2"));
        renamed("proxy with another kind of name more", owner -> new X500Name(owner + ",OU=1"));
        GeneralNames names = new GeneralNames(new GeneralName(GeneralName.dNSName, "pep1.example.org"));
        extended("proxy with subjectAltName", CertificateDraft.plain(Extension.subjectAlternativeName, names));
        extended("proxy with issuerAltName", CertificateDraft.plain(Extension.issuerAlternativeName, names));
        extended(
                "proxy that is an authority",
                CertificateDraft.critical(Extension.basicConstraints, new BasicConstraints(true)));
        extended(
                "proxy that is no authority",
                CertificateDraft.critical(Extension.basicConstraints, new BasicConstraints(false)));
        extended("proxy with an unknown critical extension", CertificateDraft.critical(STRANGE, DERNull.INSTANCE));
        extended("proxy with an unknown extension", CertificateDraft.plain(STRANGE, DERNull.INSTANCE));
        extended(
                "proxy for servers only",
                CertificateDraft.plain(
                        Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)));
        traits.put("proxy of a proxy that may not sign", shape -> {
            Identity owner = shape.user();
            Identity mute = Forgery.of(shape.proxy(owner)).with(MUTE, owner.key());
            return shape.proxy(mute);
        });
    }

    private void orders() {
        traits.put("a certificate twice", shape -> {
            Identity proxy = shape.proxy(shape.user());
            return chain(proxy, Stream.concat(proxy.chain().stream(), proxy.chain().stream()));
        });
        traits.put("user before proxy", shape -> {
            Identity proxy = shape.proxy(shape.user(shape.root()));
            return chain(proxy, Stream.of(proxy.chain().get(1), proxy.chain().get(0)));
        });
        traits.put(
                "somebody else's certificate behind",
                shape -> append(
                        shape.proxy(shape.user()),
                        shape.pki().user("Other", KeyType.EC_P256).certificate()));
        traits.put("proxy without its user", shape -> {
            Identity proxy = shape.proxy(shape.user());
            return chain(proxy, proxy.chain().stream().limit(1));
        });
        traits.put("proxy without the proxy above", shape -> {
            Identity proxy = shape.proxy(shape.proxy(shape.user()));
            return chain(
                    proxy,
                    Stream.concat(
                            proxy.chain().stream().limit(1),
                            proxy.chain().stream().skip(2)));
        });
    }

    private void proxy(String trait, BiFunction<ChainShape, Identity, Identity> make) {
        traits.put(trait, shape -> shape.delegated(make.apply(shape, shape.delegated(shape.user()))));
    }

    private void extended(String trait, Extension more) {
        proxy(trait, (shape, owner) -> shape.sign(shape.draft(ProxyKind.FULL).extended(more), owner));
    }

    private void info(String trait, boolean critical, ASN1Encodable value) {
        Extension info = critical
                ? CertificateDraft.critical(PROXY_CERT_INFO, value)
                : CertificateDraft.plain(PROXY_CERT_INFO, value);
        proxy(trait, (shape, owner) -> Forgery.of(shape.proxy(owner)).with(info, owner.key()));
    }

    private void renamed(String trait, Function<X500Name, X500Name> name) {
        proxy(
                trait,
                (shape, owner) -> Forgery.of(shape.proxy(owner))
                        .changing(
                                fields -> fields.set(
                                        Forgery.SUBJECT, name.apply(X500Name.getInstance(fields.get(Forgery.ISSUER)))),
                                owner.key()));
    }

    private static Identity many(ChainShape shape, int proxies) {
        Identity last = shape.user(shape.root());
        for (int i = 0; i < proxies; i++) {
            last = shape.proxy(last);
        }
        return last;
    }

    private static Identity chain(Identity identity, Stream<X509Certificate> certificates) {
        return new Identity(certificates.toList(), identity.key());
    }

    static Identity append(Identity identity, X509Certificate certificate) {
        return chain(identity, Stream.concat(identity.chain().stream(), Stream.of(certificate)));
    }
}
