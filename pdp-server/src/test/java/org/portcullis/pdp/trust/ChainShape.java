package org.portcullis.pdp.trust;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.bouncycastle.asn1.x509.Extension;
import org.portcullis.load.pki.CertificateAuthority;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.KeyType;
import org.portcullis.load.pki.ProxyDraft;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.load.pki.Validity;
import org.portcullis.profile.Dn;

/** What a seed decides about a chain: types of keys, authorities above its user, proxies below, how long they live. */
final class ChainShape {
    private static final Duration DAY = Duration.ofDays(1);

    private final String label;
    private final SplittableRandom random;
    private final GridPki pki;
    private final List<CertificateAuthority> roots;
    private final List<KeyPair> keys;

    ChainShape(
            String label, SplittableRandom random, GridPki pki, List<CertificateAuthority> roots, List<KeyPair> keys) {
        this.label = label;
        this.random = random;
        this.pki = pki;
        this.roots = roots;
        this.keys = keys;
    }

    Dn named(String commonName) {
        return new Dn(GridPki.NAMESPACE + "/CN=" + commonName);
    }

    GridPki pki() {
        return pki;
    }

    KeyPair keys() {
        return keys.get(random.nextInt(keys.size()));
    }

    /** Up to eight days, never over while a test runs. */
    Validity lifetime() {
        return pki.validFor(Duration.ofHours(random.nextInt(1, 200)));
    }

    Validity past() {
        Validity today = pki.validFor(DAY);
        return new Validity(today.from().minus(DAY), today.from());
    }

    Validity future() {
        Validity today = pki.validFor(DAY);
        return new Validity(today.from().plus(DAY), today.until().plus(DAY));
    }

    /** A root, trusted for the namespace, whose revocation list is good. */
    CertificateAuthority root() {
        return roots.get(random.nextInt(roots.size()));
    }

    /** A root that nobody else has; whether it is trusted and what it revokes is the caller's. */
    CertificateAuthority ownRoot(Validity validity) {
        return CertificateAuthority.create(named(label + " root"), KeyType.EC_P256, validity);
    }

    /** A root or, for every second seed, an authority below one. */
    CertificateAuthority authority() {
        return random.nextBoolean() ? root() : subordinate(root());
    }

    /** An authority below another one with a good revocation list, an anchor itself. */
    CertificateAuthority subordinate(CertificateAuthority above, Extension... more) {
        return installed(below(above, more), true);
    }

    /** An authority below another one, with its files and revocation list in the CA directory, and without its certificate. */
    CertificateAuthority absentee(CertificateAuthority above) {
        return installed(below(above), false);
    }

    private CertificateAuthority below(CertificateAuthority above, Extension... more) {
        return above.subordinate(named(label + " " + random.nextInt()), KeyType.EC_P256, pki.validFor(DAY), more);
    }

    CertificateAuthority installed(CertificateAuthority authority, boolean anchor) {
        if (anchor) {
            pki.trusted().trust(authority, GridPki.NAMESPACE);
        } else {
            pki.trusted().limit(authority, GridPki.NAMESPACE);
        }
        pki.trusted().publish(authority, authority.revoke(Set.of(), 1, pki.validFor(DAY)));
        return authority;
    }

    EndEntity entity() {
        return EndEntity.user(named(label), lifetime());
    }

    Identity user(CertificateAuthority authority) {
        return issue(authority, entity());
    }

    Identity issue(CertificateAuthority authority, EndEntity entity) {
        KeyPair pair = keys();
        KeyType type = pair.getPublic().getAlgorithm().equals("RSA") ? KeyType.RSA_2048 : KeyType.EC_P256;
        return authority.issue(entity.with(type), pair);
    }

    Identity user() {
        return user(authority());
    }

    /** A right proxy. */
    Identity proxy(Identity owner) {
        return sign(ProxyDraft.of(ProxyKind.FULL, lifetime()), owner);
    }

    ProxyDraft draft(ProxyKind kind) {
        return ProxyDraft.of(kind, lifetime());
    }

    Identity sign(ProxyDraft draft, Identity owner) {
        return draft.signedBy(owner, keys());
    }

    /** Up to two right proxies below somebody. */
    Identity delegated(Identity owner) {
        Identity last = owner;
        for (int i = random.nextInt(3); i > 0; i--) {
            last = proxy(last);
        }
        return last;
    }

    /** A proxy with Globus' limited policy. */
    Identity limited(Identity owner) {
        return sign(draft(ProxyKind.LIMITED), owner);
    }

    /** An RSA key that is too short. */
    static KeyPair weakKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }
}
