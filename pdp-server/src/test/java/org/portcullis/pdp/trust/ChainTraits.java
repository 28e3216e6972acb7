package org.portcullis.pdp.trust;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.portcullis.load.pki.CertificateAuthority;
import org.portcullis.load.pki.CertificateDraft;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.KeyType;
import org.portcullis.load.pki.ProxyDraft;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.profile.Dn;

/** Chains that are right, and chains that differ from a right one in one trait, by the name of the trait. */
final class ChainTraits {
    private static final ASN1ObjectIdentifier STRANGE = new ASN1ObjectIdentifier("1.2.3.4.99");
    private static final ASN1ObjectIdentifier PROXY_CERT_INFO = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.14");
    private static final ASN1ObjectIdentifier INHERIT_ALL = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.21.1");

    private static final Extension MUTE =
            CertificateDraft.critical(Extension.keyUsage, new KeyUsage(KeyUsage.keyEncipherment));

    private final KeyPair weak = rsa(1024);
    private final Map<String, Function<ChainShape, Identity>> traits = new LinkedHashMap<>();

    private ChainTraits() {
        rightOnes();
        authorities();
        revocation();
        users();
        usersChangedAfterwards();
        proxies();
        proxyCertInfo();
        proxiesChangedAfterwards();
        orders();
    }

    static Map<String, Function<ChainShape, Identity>> all() {
        return Collections.unmodifiableMap(new ChainTraits().traits);
    }

    private void rightOnes() {
        traits.put("right user", ChainShape::user);
        traits.put("right proxies", shape -> shape.delegated(shape.proxy(shape.user())));
        traits.put("right proxies below two authorities", shape -> {
            CertificateAuthority two = shape.subordinate(shape.subordinate(shape.root()));
            return shape.proxy(shape.user(two));
        });
        traits.put(
                "right host",
                shape -> shape.issue(shape.authority(), shape.pki().hostEntity("wn1.example.org")));
        traits.put("right limited proxy", shape -> limited(shape, shape.delegated(shape.user())));
        traits.put("right limited proxy of a limited one", shape -> limited(shape, limited(shape, shape.user())));
        traits.put("right chain with its root", shape -> {
            CertificateAuthority root = shape.root();
            return append(shape.delegated(shape.user(root)), root.certificate());
        });
    }

    private static Identity limited(ChainShape shape, Identity owner) {
        return shape.sign(shape.draft(ProxyKind.LIMITED), owner);
    }

    private void authorities() {
        authority("untrusted root", shape -> shape.ownRoot(shape.lifetime()));
        authority("root that is over", shape -> shape.installed(shape.ownRoot(shape.past()), true));
        authority("root that is to come", shape -> shape.installed(shape.ownRoot(shape.future()), true));
        authority("subordinate of an untrusted root", shape -> shape.subordinate(shape.ownRoot(shape.lifetime())));
        authority(
                "subordinate that is over",
                shape -> shape.installed(
                        shape.root().subordinate(shape.entity().name(), KeyType.EC_P256, shape.past()), false));
        authority("subordinate without a signing policy", shape -> {
            CertificateAuthority below =
                    shape.root().subordinate(shape.entity().name(), KeyType.EC_P256, shape.lifetime());
            shape.pki().trusted().publish(below, below.revoke(Set.of(), 1, shape.lifetime()));
            return below;
        });
        traits.put("name inside nameConstraints", shape -> constrained(shape, GridPki.NAMESPACE + "/OU=in"));
        traits.put("name outside nameConstraints", shape -> constrained(shape, GridPki.NAMESPACE + "/OU=out"));
        traits.put(
                "name outside the signing policy",
                shape -> shape.issue(shape.root(), EndEntity.user(new Dn("/C=YY/O=Else/CN=Out"), shape.lifetime())));
        authority("user as an authority", shape -> new CertificateAuthority(shape.user()));
        authority("proxy as an authority", shape -> new CertificateAuthority(shape.proxy(shape.user())));
        traits.put(
                "proxy of a root",
                shape -> shape.sign(shape.draft(ProxyKind.FULL), shape.root().identity()));
    }

    private Identity constrained(ChainShape shape, String place) {
        GeneralSubtree inside = new GeneralSubtree(new GeneralName(GeneralName.directoryName, "C=XX,O=Grid,OU=in"));
        Extension constraints = CertificateDraft.critical(
                Extension.nameConstraints, new NameConstraints(new GeneralSubtree[] {inside}, null));
        CertificateAuthority authority = shape.subordinate(shape.root(), constraints);
        return shape.delegated(shape.issue(authority, EndEntity.user(new Dn(place + "/CN=x"), shape.lifetime())));
    }

    private void revocation() {
        user("revoked user", (shape, authority) -> {
            Identity user = shape.user(authority);
            shape.pki().revoke(authority, user);
            return user;
        });
        authority("revoked subordinate", shape -> {
            CertificateAuthority root = shape.installed(shape.ownRoot(shape.lifetime()), true);
            CertificateAuthority below = shape.subordinate(root);
            shape.pki().revoke(root, below.identity());
            return below;
        });
        authority("no revocation list", shape -> {
            CertificateAuthority root = shape.ownRoot(shape.lifetime());
            shape.pki().trusted().trust(root, GridPki.NAMESPACE);
            return root;
        });
        list("revocation list that is over", (shape, root) -> root.revoke(Set.of(), 2, shape.past()));
        list("revocation list that is to come", (shape, root) -> root.revoke(Set.of(), 2, shape.future()));
        list(
                "revocation list signed by another",
                (shape, root) -> new CertificateAuthority(new Identity(
                                root.identity().chain(),
                                KeyType.EC_P256.generate().getPrivate()))
                        .revoke(Set.of(), 2, shape.lifetime()));
        list(
                "revocation list about others",
                (shape, root) -> root.revoke(Set.of(BigInteger.ONE, BigInteger.TEN), 2, shape.lifetime()));
    }

    private void users() {
        user(
                "user that is over",
                (shape, authority) ->
                        shape.issue(authority, EndEntity.user(shape.entity().name(), shape.past())));
        user(
                "user that is to come",
                (shape, authority) ->
                        shape.issue(authority, EndEntity.user(shape.entity().name(), shape.future())));
        user(
                "user signed by another key",
                (shape, authority) -> shape.issue(
                        new CertificateAuthority(new Identity(
                                authority.identity().chain(),
                                KeyType.EC_P256.generate().getPrivate())),
                        shape.entity()));
        user("user with a key of 1024 bits", (shape, authority) -> authority.issue(shape.entity(), weak));
        traits.put(
                "user called proxy",
                shape -> shape.issue(shape.root(), EndEntity.user(shape.named("proxy"), shape.lifetime())));
        user("user signed with SHA-1", (shape, authority) -> {
            CertificateAuthority rsa = shape.pki().authority();
            return Forgery.of(shape.user(rsa))
                    .signedBy("SHA1withRSA", rsa.identity().key());
        });
        user(
                "user with a bit flipped",
                (shape, authority) -> Forgery.of(shape.user(authority)).flippingTheLastBit());
    }

    private void usersChangedAfterwards() {
        forgedUser(
                "user of version 1",
                (forgery, key) -> forgery.changing(
                        fields -> {
                            fields.remove(Forgery.EXTENSIONS);
                            fields.remove(Forgery.VERSION);
                        },
                        key));
        forgedUser(
                "user with a negative serial number",
                (forgery, key) -> forgery.changing(fields -> fields.set(Forgery.SERIAL, new ASN1Integer(-5)), key));
        forgedUser(
                "user with an unknown critical extension",
                (forgery, key) -> with(CertificateDraft.critical(STRANGE, DERNull.INSTANCE), forgery, key));
        forgedUser(
                "user with an unknown extension",
                (forgery, key) -> with(CertificateDraft.plain(STRANGE, DERNull.INSTANCE), forgery, key));
        forgedUser(
                "user for servers only",
                (forgery, key) -> with(
                        CertificateDraft.plain(
                                Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)),
                        forgery,
                        key));
        traits.put("proxy of a user who may not sign", shape -> {
            CertificateAuthority root = shape.root();
            return shape.proxy(
                    with(MUTE, Forgery.of(shape.user(root)), root.identity().key()));
        });
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
        traits.put("full proxy of a limited one", shape -> shape.proxy(limited(shape, shape.delegated(shape.user()))));
        proxy("independent proxy", (shape, owner) -> shape.sign(shape.draft(ProxyKind.INDEPENDENT), owner));
        proxy("legacy proxy", (shape, owner) -> shape.sign(shape.draft(ProxyKind.LEGACY), owner));
        proxy("legacy limited proxy", (shape, owner) -> shape.sign(shape.draft(ProxyKind.LEGACY_LIMITED), owner));
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
                (shape, owner) -> shape.draft(ProxyKind.FULL).signedBy(owner, weak));
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
            Identity mute = with(MUTE, Forgery.of(shape.proxy(owner)), owner.key());
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

    private void authority(String trait, Function<ChainShape, CertificateAuthority> make) {
        traits.put(trait, shape -> shape.delegated(shape.user(make.apply(shape))));
    }

    private void list(String trait, BiFunction<ChainShape, CertificateAuthority, X509CRL> make) {
        authority(trait, shape -> {
            CertificateAuthority root = shape.installed(shape.ownRoot(shape.lifetime()), true);
            shape.pki().trusted().publish(root, make.apply(shape, root));
            return root;
        });
    }

    private void user(String trait, BiFunction<ChainShape, CertificateAuthority, Identity> make) {
        traits.put(trait, shape -> shape.delegated(make.apply(shape, shape.authority())));
    }

    private void forgedUser(String trait, BiFunction<Forgery, PrivateKey, Identity> make) {
        user(
                trait,
                (shape, authority) -> make.apply(
                        Forgery.of(shape.user(authority)), authority.identity().key()));
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
        proxy(trait, (shape, owner) -> with(info, Forgery.of(shape.proxy(owner)), owner.key()));
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

    /** The leaf with this extension in the place of another one of its kind, if it has one. */
    private static Identity with(Extension extension, Forgery forgery, PrivateKey issuerKey) {
        return forgery.changingExtensions(
                extensions -> {
                    extensions.removeIf(
                            one -> Extension.getInstance(one).getExtnId().equals(extension.getExtnId()));
                    extensions.add(extension);
                },
                issuerKey);
    }

    private static Identity many(ChainShape shape, int proxies) {
        Identity last = shape.user(shape.root());
        for (int i = 0; i < proxies; i++) {
            last = shape.proxy(last);
        }
        return last;
    }

    private static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    private static Identity append(Identity identity, X509Certificate certificate) {
        return chain(identity, Stream.concat(identity.chain().stream(), Stream.of(certificate)));
    }

    private static Identity chain(Identity identity, Stream<X509Certificate> certificates) {
        return new Identity(certificates.toList(), identity.key());
    }
}
