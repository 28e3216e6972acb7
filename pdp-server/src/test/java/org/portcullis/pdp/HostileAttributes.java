package org.portcullis.pdp;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509AttributeCertificateHolder;
import org.portcullis.load.pki.AttributeDraft;
import org.portcullis.load.pki.CertificateDraft;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.KeyType;
import org.portcullis.load.pki.ProxyDraft;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.load.pki.Validity;
import org.portcullis.load.pki.VomsServer;
import org.portcullis.profile.VoName;

/** Proxies with attribute certificates that are not what they should be, by name; and the helpers that make good ones. */
final class HostileAttributes {
    private static final ASN1ObjectIdentifier STRANGE = new ASN1ObjectIdentifier("1.2.3.4.99");
    private static final Duration DAY = Duration.ofDays(1);

    private final GridPki pki;
    private final KeyType keyType;
    private final Identity alice;
    private final Instant now;
    private final VomsServer atlas;
    private final VomsServer cms;
    private final Map<String, Identity> proxies = new LinkedHashMap<>();

    HostileAttributes(GridPki pki, KeyType keyType, Identity alice, Instant now) {
        this.pki = pki;
        this.keyType = keyType;
        this.alice = alice;
        this.now = now;
        this.atlas = pki.voms(new VoName("atlas"), keyType + ".voms.atlas.example.org", keyType);
        this.cms = pki.voms(new VoName("cms"), keyType + ".voms.cms.example.org", keyType);
    }

    /** Every one of them. */
    Map<String, Identity> all() {
        times();
        holders();
        signers();
        contents();
        several();
        return proxies;
    }

    private void times() {
        attributes("AC over", said("/atlas").valid(past()));
        attributes(
                "AC to come",
                said("/atlas").valid(new Validity(now.plus(DAY), now.plus(DAY).plusSeconds(3600))));
        attributes("AC of 7 days", said("/atlas").valid(pki.validFor(DAY.multipliedBy(7))));
    }

    private void holders() {
        Identity bob = pki.user("Bob", keyType);
        put("AC of another", carrying(draft(ProxyKind.FULL), said("/atlas"), bob));
        attributes(
                "AC for another serial number",
                said("/atlas").heldBy(alice.certificate().getSubjectX500Principal(), BigInteger.TEN));
        attributes(
                "AC for another authority",
                said("/atlas")
                        .heldBy(
                                cms.identity().certificate().getSubjectX500Principal(),
                                alice.certificate().getSerialNumber()));
    }

    private void signers() {
        String algorithm = keyType == KeyType.RSA_2048 ? "SHA256withRSA" : "SHA256withECDSA";
        put(
                "AC of nobody's server",
                draft(ProxyKind.FULL)
                        .carrying(said("/atlas").signedBy(pki.host("impostor.example.org")))
                        .signedBy(alice));
        put(
                "AC of another VO's server",
                draft(ProxyKind.FULL)
                        .carrying(said("/atlas").signedBy(cms.identity()))
                        .signedBy(alice));
        put(
                "AC signed by its holder",
                draft(ProxyKind.FULL)
                        .carrying(said("/atlas").signedBy(atlas.identity().certificate(), alice.key(), algorithm))
                        .signedBy(alice));
    }

    private void contents() {
        attributes("AC without key identifier", said("/atlas").without(Extension.authorityKeyIdentifier));
        attributes("AC without port", said("/atlas").by("atlas://voms.example.org"));
        attributes("AC with a word for a port", said("/atlas").by("atlas://voms.example.org:port"));
        attributes("AC of no VO", said("/atlas").by("://voms.example.org:15000"));
        attributes("AC without FQANs", said());
        attributes(
                "AC with an unknown critical extension",
                said("/atlas").extended(CertificateDraft.critical(STRANGE, DERNull.INSTANCE)));
        attributes(
                "AC with critical noRevAvail",
                said("/atlas")
                        .without(Extension.noRevAvail)
                        .extended(CertificateDraft.critical(Extension.noRevAvail, DERNull.INSTANCE)));
        attributes(
                "AC for another host",
                said("/atlas").extended(CertificateDraft.critical(Extension.targetInformation, new DERSequence())));
        attributes("AC with an FQAN of another VO", said("/atlas", "/cms/Role=production"));
        attributes("AC with bytes that are not UTF-8", said("/atlas", "/atlas/Role=\u00e4\u00ff"));
    }

    private void several() {
        put(
                "two ACs of two VOs",
                draft(ProxyKind.FULL)
                        .carrying(
                                said("/atlas").signedBy(atlas.identity()),
                                cms.draft(alice, pki.validFor(DAY))
                                        .saying("/cms")
                                        .signedBy(cms.identity()))
                        .signedBy(alice));
        put("two ACs of which the second is forged", besides(said("/atlas", "/cms")));
        put(
                "two ACs of which the second is of another",
                besides(atlas.draft(bob(), day()).saying("/atlas")));
        put("two ACs of which the second is over", besides(said("/atlas/nl").valid(past())));
        put(
                "two ACs of which the second lasts 7 days",
                besides(said("/atlas").valid(pki.validFor(DAY.multipliedBy(7)))));
        put(
                "five ACs",
                draft(ProxyKind.FULL)
                        .carrying(signed(said("/atlas")), signed(said("/atlas")), signed(said("/atlas")))
                        .signedBy(besides(said("/atlas"))));
        put(
                "an AC of another VO in the leaf",
                draft(ProxyKind.FULL)
                        .carrying(cms.draft(alice, day()).saying("/cms").signedBy(cms.identity()))
                        .signedBy(member(alice)));
        put("another AC in the leaf", carrying(draft(ProxyKind.FULL), said("/atlas", "/cms"), member(alice)));
        put(
                "an AC that is over in the leaf",
                carrying(draft(ProxyKind.FULL), said("/atlas").valid(past()), member(alice)));
    }

    /** A proxy with a good attribute certificate and this one behind it. */
    private Identity besides(AttributeDraft second) {
        return draft(ProxyKind.FULL)
                .carrying(signed(said("/atlas")), signed(second))
                .signedBy(alice);
    }

    X509AttributeCertificateHolder signed(AttributeDraft draft) {
        return draft.signedBy(atlas.identity());
    }

    private Identity bob() {
        return pki.user("Bob", keyType);
    }

    private Validity day() {
        return pki.validFor(DAY.dividedBy(2));
    }

    AttributeDraft said(String... fqans) {
        return atlas.draft(alice, day()).saying(fqans);
    }

    private void attributes(String name, AttributeDraft draft) {
        put(name, carrying(draft(ProxyKind.FULL), draft, alice));
    }

    Identity member(Identity owner) {
        AttributeDraft attributes =
                atlas.draft(owner, pki.validFor(DAY.dividedBy(2))).saying("/atlas");
        return carrying(draft(ProxyKind.FULL), attributes, owner);
    }

    Identity of(ProxyKind kind, Identity owner) {
        return carrying(draft(kind), said("/atlas"), owner);
    }

    Identity carrying(ProxyDraft draft, AttributeDraft attributes, Identity owner) {
        return draft.carrying(attributes.signedBy(atlas.identity())).signedBy(owner);
    }

    ProxyDraft draft(ProxyKind kind) {
        return pki.proxyDraft(kind).with(keyType);
    }

    Validity past() {
        return new Validity(now.minus(DAY), now.minusSeconds(3600));
    }

    private void put(String name, Identity identity) {
        proxies.put(name, identity);
    }
}
