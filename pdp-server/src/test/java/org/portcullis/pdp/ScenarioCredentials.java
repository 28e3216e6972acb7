package org.portcullis.pdp;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.portcullis.load.pki.CertificateAuthority;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.ProxyDraft;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.load.pki.Validity;
import org.portcullis.load.pki.VomsServer;
import org.portcullis.pdp.trust.TestIssuer;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** What the people of the acceptance scenarios have with them, by the word that a row uses for it. */
final class ScenarioCredentials {
    private static final String SITE = "https://authz.example.org";
    private static final Fqan ATLAS = new Fqan("/atlas");

    private final TestSite site;
    private final TestIssuer issuer;
    private final Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
    private final Identity ofStaleAuthority;
    private final Identity revoked;

    ScenarioCredentials(TestSite site, TestIssuer issuer) {
        this.site = site;
        this.issuer = issuer;
        CertificateAuthority stale = site.pki().trust(Dn.parse("/C=XX/O=Stale/CN=CA"), "/C=XX/O=Stale");
        Validity past = new Validity(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2)));
        site.pki().trusted().publish(stale, stale.revoke(Set.of(), 7, past));
        revoked = site.pki().user("UA1");
        site.pki().revoke(revoked);
        ofStaleAuthority = stale.issue(
                EndEntity.user(Dn.parse("/C=XX/O=Stale/CN=UA1"), site.pki().validFor(Duration.ofDays(30))));
    }

    /** The part of the configuration that trusts the issuer of tokens. */
    String trustedIssuer() {
        site.write("etc/atlas.jwks", issuer.jwks());
        return """

                tokens:
                  issuers:
                    - issuer: %s
                      vo: atlas
                      jwks: atlas.jwks
                      audience: [%s]
                """.formatted(issuer.issuer(), SITE);
    }

    /** A token of the pilot service. */
    String token(String word) {
        Map<String, Object> claims = issuer.claims("pilotsvc", now, SITE);
        claims.put("wlcg.groups", List.of("/atlas"));
        claims.put("scope", word.equals("token") ? "compute.create" : "storage.read:/ storage.create:/");
        return issuer.sign(claims);
    }

    /** A chain of UA1. */
    List<X509Certificate> chain(String word) {
        return switch (word) {
            case "chain" -> site.atlasProxy("UA1", "/atlas").chain();
            case "limited" ->
                site.pki()
                        .proxyDraft(ProxyKind.LIMITED)
                        .signedBy(site.atlasProxy("UA1", "/atlas"))
                        .chain();
            case "long" -> withAttributes(new Validity(now.minusSeconds(60), now.plus(Duration.ofDays(4))));
            case "expired" ->
                ProxyDraft.of(ProxyKind.FULL, new Validity(now.minusSeconds(3600), now.minusSeconds(1)))
                        .signedBy(site.pki().user("UA1"))
                        .chain();
            case "revoked" -> revoked.chain();
            case "stale-crl" -> ofStaleAuthority.chain();
            case "foreign-voms" -> ofForeignServer().chain();
            default -> throw new IllegalArgumentException(word);
        };
    }

    private List<X509Certificate> withAttributes(Validity validity) {
        Identity owner = site.pki().user("UA1");
        VomsServer voms = site.pki().voms(new VoName("atlas"), "voms.atlas.example.org");
        return ProxyDraft.of(ProxyKind.FULL, validity)
                .carrying(voms.attributes(owner, List.of(ATLAS), site.pki().validFor(Duration.ofHours(12))))
                .signedBy(owner)
                .chain();
    }

    private Identity ofForeignServer() {
        VomsServer foreign =
                new VomsServer(new VoName("atlas"), "x.example.org", site.pki().host("x.example.org"));
        return site.pki().vomsProxy(site.pki().user("UA1"), foreign, ATLAS);
    }
}
