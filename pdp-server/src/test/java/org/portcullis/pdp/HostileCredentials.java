package org.portcullis.pdp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.portcullis.load.pki.CertificateAuthority;
import org.portcullis.load.pki.CertificateDraft;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.KeyType;
import org.portcullis.load.pki.ProxyDraft;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.pdp.trust.Forgery;
import org.portcullis.profile.Dn;

/**
 * What people without good intentions send in the place of a chain, in base64 and by name. But for what is wrong with it,
 * each is a proxy of a member of atlas with an account. Made before the server that shall refuse it starts.
 */
final class HostileCredentials {
    private static final ASN1ObjectIdentifier STRANGE = new ASN1ObjectIdentifier("1.2.3.4.99");
    private static final Duration DAY = Duration.ofDays(1);

    private final GridPki pki;
    private final KeyType keyType;
    private final HostileAttributes voms;
    private final Identity alice;
    private final Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
    private final Map<String, String> credentials = new LinkedHashMap<>();

    HostileCredentials(TestSite site, KeyType keyType) {
        this.pki = site.pki();
        this.keyType = keyType;
        this.alice = pki.user("Alice", keyType);
        this.voms = new HostileAttributes(pki, keyType, alice, now);
        proxies();
        revocation();
        names();
        weakness();
        users();
        noChains();
        voms.all().forEach(this::put);
    }

    String get(String name) {
        return Optional.ofNullable(credentials.get(name)).orElseThrow(() -> new IllegalArgumentException(name));
    }

    private void proxies() {
        put("good", voms.member(alice));
        put("bob", voms.member(pki.user("Bob", keyType)));
        put("limited", voms.of(ProxyKind.LIMITED, alice));
        put("legacy", voms.of(ProxyKind.LEGACY, alice));
        put("independent", voms.of(ProxyKind.INDEPENDENT, alice));
        put("full of limited", voms.draft(ProxyKind.FULL).signedBy(voms.of(ProxyKind.LIMITED, alice)));
        put(
                "issuerAltName",
                voms.draft(ProxyKind.FULL)
                        .carrying(voms.signed(voms.said("/atlas")))
                        .extended(CertificateDraft.plain(Extension.issuerAlternativeName, host()))
                        .signedBy(alice));
        put(
                "path length",
                voms.draft(ProxyKind.FULL)
                        .signedBy(voms.carrying(
                                voms.draft(ProxyKind.FULL).followedByAtMost(0), voms.said("/atlas"), alice)));
        put("over", voms.carrying(ProxyDraft.of(ProxyKind.FULL, voms.past()), voms.said("/atlas"), alice));
        put(
                "of a year",
                voms.carrying(
                        ProxyDraft.of(ProxyKind.FULL, pki.validFor(DAY.multipliedBy(365))),
                        voms.said("/atlas"),
                        alice));
        put(
                "wrong signer",
                voms.member(new Identity(alice.chain(), keyType.generate().getPrivate())));
    }

    private void revocation() {
        Identity revoked = pki.user("Revoked", keyType);
        pki.revoke(revoked);
        put("revoked user", voms.member(revoked));
        CertificateAuthority below = anchored("Revoked CA", pki.authority());
        pki.revoke(below.identity());
        put("revoked authority", voms.member(user(below, "Carol")));
        CertificateAuthority silent = pki.untrusted(named("Silent CA"));
        pki.trusted().trust(silent, GridPki.NAMESPACE);
        put("no revocation list", voms.member(user(silent, "Carol")));
        CertificateAuthority late = pki.trust(named("Late CA"), GridPki.NAMESPACE);
        pki.trusted().publish(late, late.revoke(Set.of(), 9, voms.past()));
        put("old revocation list", voms.member(user(late, "Carol")));
    }

    private void names() {
        CertificateAuthority elsewhere = pki.trust(named("Elsewhere CA"), "/C=YY");
        put("outside signing policy", voms.member(user(elsewhere, "Carol")));
        GeneralSubtree inside = new GeneralSubtree(new GeneralName(GeneralName.directoryName, "C=XX,O=Grid,OU=in"));
        CertificateAuthority bound = anchored(
                "Bound CA",
                pki.authority(),
                CertificateDraft.critical(
                        Extension.nameConstraints, new NameConstraints(new GeneralSubtree[] {inside}, null)));
        put(
                "inside nameConstraints",
                voms.member(bound.issue(EndEntity.user(new Dn(GridPki.NAMESPACE + "/OU=in/CN=Carol"), pki.validFor(DAY))
                        .with(keyType))));
        put("outside nameConstraints", voms.member(user(bound, "Carol")));
        put("issued by a user", voms.member(user(new CertificateAuthority(alice), "Carol")));
        put(
                "same name from another authority",
                voms.carrying(
                        voms.draft(ProxyKind.FULL),
                        voms.said("/atlas"),
                        user(pki.trust(named("Other CA"), GridPki.NAMESPACE), "Alice")));
        put("slash in a value", voms.member(renamed("host/evil.org/CN=Alice")));
        put("PrintableString", voms.member(encoded(new DERPrintableString("Alice"))));
        put("T61String", voms.member(encoded(new DERT61String("Alice"))));
        put("BMPString", voms.member(encoded(new DERBMPString("Alice"))));
    }

    private void weakness() {
        put(
                "SHA-1",
                voms.member(Forgery.of(alice)
                        .signedBy("SHA1withRSA", pki.authority().identity().key())));
        put(
                "MD5",
                voms.member(Forgery.of(alice)
                        .signedBy("MD5withRSA", pki.authority().identity().key())));
        RSAPublicKey one = new RSAPublicKey(BigInteger.TWO.pow(2047).setBit(0), BigInteger.ONE);
        text(
                "exponent 1",
                Forgery.of(alice)
                        .pemChanging(
                                fields -> fields.set(Forgery.KEY, key(one)),
                                pki.authority().identity().key()));
    }

    private static SubjectPublicKeyInfo key(RSAPublicKey key) {
        try {
            return new SubjectPublicKeyInfo(
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE), key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void users() {
        Forgery user = Forgery.of(alice);
        PrivateKey key = pki.authority().identity().key();
        put(
                "unknown critical extension",
                voms.member(user.changingExtensions(
                        extensions -> extensions.add(CertificateDraft.critical(STRANGE, DERNull.INSTANCE)), key)));
        put(
                "negative serial number",
                voms.member(user.changing(fields -> fields.set(Forgery.SERIAL, new ASN1Integer(-5)), key)));
        put(
                "version 1",
                voms.member(user.changing(
                        fields -> {
                            fields.remove(Forgery.EXTENSIONS);
                            fields.remove(Forgery.VERSION);
                        },
                        key)));
        put(
                "over before it starts",
                voms.member(user.changing(
                        fields -> fields.set(Forgery.VALIDITY, new DERSequence(new ASN1Encodable[] {
                            new Time(Date.from(now.plus(DAY))), new Time(Date.from(now.minus(DAY)))
                        })),
                        key)));
        text(
                "same extension twice",
                user.pemChanging(Forgery.extensions(extensions -> extensions.add(extensions.get(0))), key));
    }

    private void noChains() {
        credentials.put("empty", "");
        credentials.put("not base64", "***");
        credentials.put("garbage", Base64.getEncoder().encodeToString(new byte[] {0x30, 0x03, 0x02, 0x01}));
        text(
                "100 certificates",
                IntStream.range(0, 100).mapToObj(n -> alice.chainPem()).collect(Collectors.joining()));
        text(
                "with its key",
                alice.chainPem() + "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(alice.key().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        Identity good = voms.member(alice);
        text("upside down", alice.chainPem() + pemOf(good));
        text("twice", good.chainPem() + good.chainPem());
        text("two users", pemOf(good) + pki.user("Bob", keyType).chainPem() + alice.chainPem());
    }

    private static String pemOf(Identity leaf) {
        return new Identity(List.of(leaf.certificate()), leaf.key()).chainPem();
    }

    private CertificateAuthority anchored(String name, CertificateAuthority above, Extension... more) {
        CertificateAuthority below = above.subordinate(named(name), keyType, pki.validFor(DAY), more);
        pki.trusted().trust(below, GridPki.NAMESPACE);
        pki.trusted().publish(below, below.revoke(Set.of(), 1, pki.validFor(DAY)));
        return below;
    }

    private Identity user(CertificateAuthority authority, String commonName) {
        Dn dn = new Dn(GridPki.NAMESPACE + "/CN=" + commonName);
        return authority.issue(EndEntity.user(dn, pki.validFor(DAY)).with(keyType));
    }

    private Dn named(String authority) {
        return new Dn(GridPki.NAMESPACE + "/CN=" + keyType + " " + authority);
    }

    private Identity renamed(String commonName) {
        return encoded(new DERUTF8String(commonName));
    }

    private Identity encoded(ASN1Encodable commonName) {
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "XX")
                .addRDN(BCStyle.O, "Grid")
                .addRDN(BCStyle.CN, commonName)
                .build();
        return Forgery.of(alice)
                .changing(
                        fields -> fields.set(Forgery.SUBJECT, name),
                        pki.authority().identity().key());
    }

    private static GeneralNames host() {
        return new GeneralNames(new GeneralName(GeneralName.dNSName, "pep1.example.org"));
    }

    private void put(String name, Identity identity) {
        credentials.put(name, Questions.base64(identity.chain()));
    }

    private void text(String name, String pem) {
        credentials.put(name, Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
