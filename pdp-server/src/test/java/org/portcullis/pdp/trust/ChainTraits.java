package org.portcullis.pdp.trust;

import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
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
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.profile.Dn;

/** Chains that are right, and chains whose user or authority is not, by the name of what is special about them. */
final class ChainTraits {
    private static final ASN1ObjectIdentifier STRANGE = new ASN1ObjectIdentifier("1.2.3.4.99");
    private static final Extension MUTE =
            CertificateDraft.critical(Extension.keyUsage, new KeyUsage(KeyUsage.keyEncipherment));

    private final Map<String, Function<ChainShape, Identity>> traits = new LinkedHashMap<>();

    private ChainTraits() {
        rightOnes();
        authorities();
        revocation();
        users();
        usersChangedAfterwards();
    }

    /** Those and the {@link ProxyTraits}. */
    static Map<String, Function<ChainShape, Identity>> all() {
        Map<String, Function<ChainShape, Identity>> all = new LinkedHashMap<>(new ChainTraits().traits);
        all.putAll(ProxyTraits.all());
        return Collections.unmodifiableMap(all);
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
        traits.put("right limited proxy", shape -> shape.limited(shape.delegated(shape.user())));
        traits.put("right limited proxy of a limited one", shape -> shape.limited(shape.limited(shape.user())));
        traits.put("right chain with its root", shape -> {
            CertificateAuthority root = shape.root();
            return ProxyTraits.append(shape.delegated(shape.user(root)), root.certificate());
        });
    }

    private void authorities() {
        authority("untrusted root", shape -> shape.ownRoot(shape.lifetime()));
        authority("root that is over", shape -> shape.installed(shape.ownRoot(shape.past()), true));
        authority("root that is to come", shape -> shape.installed(shape.ownRoot(shape.future()), true));
        authority("subordinate that is not in the directory", shape -> shape.absentee(shape.root()));
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
        user(
                "user with a key of 1024 bits",
                (shape, authority) -> authority.issue(shape.entity(), ChainShape.weakKeys()));
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
                (forgery, key) -> forgery.with(CertificateDraft.critical(STRANGE, DERNull.INSTANCE), key));
        forgedUser(
                "user with an unknown extension",
                (forgery, key) -> forgery.with(CertificateDraft.plain(STRANGE, DERNull.INSTANCE), key));
        forgedUser(
                "user for servers only",
                (forgery, key) -> forgery.with(
                        CertificateDraft.plain(
                                Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)),
                        key));
        traits.put("proxy of a user who may not sign", shape -> {
            CertificateAuthority root = shape.root();
            return shape.proxy(
                    Forgery.of(shape.user(root)).with(MUTE, root.identity().key()));
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
}
