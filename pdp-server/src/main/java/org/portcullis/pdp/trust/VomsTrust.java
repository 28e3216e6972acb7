package org.portcullis.pdp.trust;

import eu.emi.security.authn.x509.proxy.ProxyUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges the VOMS attributes in certificate chains by the LSC files of a {@code vomsdir} and the trust anchors. Reads
 * attribute certificates with BouncyCastle alone, because the VOMS library compares holders by name only, trusts every PEM
 * file, does not tie FQANs to their VO and throws at ECDSA. Thread-safe.
 */
public final class VomsTrust {
    private static final Logger LOG = LoggerFactory.getLogger(VomsTrust.class);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Duration LONGEST_LIFETIME = Duration.ofHours(24).plus(SKEW);

    private final LscDirectory servers;
    private final GridTrust anchors;
    /** In the order in which they are asked, lies first; the first that does not pass is the reason. */
    private final List<Rule> rules = List.of(
            lie("bound to certain hosts", asked -> !asked.attributes().isTargeted()),
            lie("unknown critical extension", asked -> !asked.attributes().hasCriticalExtension()),
            lie("no authority key identifier", asked -> asked.attributes().identifiesKey()),
            lie("FQAN of another VO", VomsTrust::staysInItsVo),
            lie("issued to another certificate", asked -> asked.attributes().isHeldBy(asked.endEntity())),
            new Rule(Doubt.ATTRIBUTES_UNVERIFIABLE, "no LSC file of its VO names the signer", this::isNamed),
            new Rule(Doubt.ATTRIBUTES_UNVERIFIABLE, "the signer's chain is not valid", this::isAnchored),
            lie("wrong signature", VomsTrust::isSigned),
            new Rule(Doubt.ATTRIBUTES_TOO_LONG, "valid for more than 24 hours", VomsTrust::isShort),
            new Rule(Doubt.ATTRIBUTES_NOT_VALID_NOW, "not valid now", VomsTrust::isValidNow));

    private VomsTrust(LscDirectory servers, GridTrust anchors) {
        this.servers = servers;
        this.anchors = anchors;
    }

    /**
     * Opens a directory {@code <vo>/<host>.lsc}. One that is absent trusts no VO; a file that cannot be read costs only
     * itself. {@code anchors} stays the caller's to close.
     *
     * @throws IOException if the directory cannot be listed or holds a {@code *.pem}
     */
    public static VomsTrust open(Path vomsdir, GridTrust anchors, InstantSource clock) throws IOException {
        return new VomsTrust(LscDirectory.open(vomsdir, clock), anchors);
    }

    /**
     * What the attribute certificates of a chain are worth at a time. The first of those nearest to the leaf says who its
     * holder is; the others are judged by the same rules, permit nothing, and spoil all if one of them is a lie. Does not
     * verify the chain itself, which is leaf first.
     */
    public VomsVerdict verify(List<X509Certificate> chain, Instant at) {
        VomsVerdict verdict = judge(chain, at);
        if (verdict instanceof VomsVerdict.Invalid invalid) {
            LOG.debug("voms attributes refused why={}", invalid.why());
        }
        return verdict;
    }

    /** Moves whenever another verdict on the same chain at the same time is possible: with the LSC files and the anchors. */
    long epoch() {
        return servers.epoch() + anchors.epoch();
    }

    /** The one place where whatever a stranger's bytes make the parsers throw ends. */
    private VomsVerdict judge(List<X509Certificate> chain, Instant at) {
        try {
            List<VomsVerdict> verdicts = new ArrayList<>();
            for (VomsAttributeCertificate each : VomsAttributeCertificate.allIn(chain)) {
                verdicts.add(judge(new Asked(each, each.signers(), endEntity(chain), at)));
            }
            return VomsVerdict.of(verdicts);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return new VomsVerdict.Invalid(Doubt.CREDENTIAL_INVALID, List.of(), "malformed attribute certificate");
        }
    }

    private VomsVerdict judge(Asked asked) throws IOException, GeneralSecurityException {
        VomsAttributeCertificate attributes = asked.attributes();
        for (Rule rule : rules) {
            if (!rule.check().passes(asked)) {
                List<Fqan> claimed = rule.doubt().refuses() ? List.of() : attributes.fqans();
                return new VomsVerdict.Invalid(rule.doubt(), claimed, rule.objection());
            }
        }
        return new VomsVerdict.Verified(
                attributes.fqans(), attributes.vo(), attributes.notBefore(), attributes.notAfter());
    }

    private static X509Certificate endEntity(List<X509Certificate> chain) {
        return Optional.ofNullable(ProxyUtils.getEndUserCertificate(chain.toArray(X509Certificate[]::new)))
                .orElseThrow(() -> new IllegalArgumentException("a chain of proxies of nobody"));
    }

    private static boolean staysInItsVo(Asked asked) {
        return asked.attributes().fqans().stream()
                .allMatch(fqan -> fqan.vo().equals(asked.attributes().vo()));
    }

    private static boolean isValidNow(Asked asked) {
        return !asked.at().isBefore(asked.attributes().notBefore().minus(SKEW))
                && !asked.at().isAfter(asked.attributes().notAfter().plus(SKEW));
    }

    private static boolean isShort(Asked asked) {
        Duration lifetime = Duration.between(
                asked.attributes().notBefore(), asked.attributes().notAfter());
        return lifetime.compareTo(LONGEST_LIFETIME) <= 0;
    }

    private boolean isNamed(Asked asked) {
        return servers.names(asked.attributes().vo(), asked.signers());
    }

    private boolean isAnchored(Asked asked) {
        return anchors.verifyServer(asked.signers()).holder().isPresent();
    }

    private static boolean isSigned(Asked asked) throws IOException, GeneralSecurityException {
        return asked.attributes().isSignedBy(asked.signers().get(0));
    }

    /** What is asked: may the owner of this certificate use these attributes at this time? */
    private record Asked(
            VomsAttributeCertificate attributes,
            List<X509Certificate> signers,
            X509Certificate endEntity,
            Instant at) {}

    /** One condition, and the doubt and what is said when it does not hold. */
    private record Rule(Doubt doubt, String objection, Check check) {}

    private static Rule lie(String objection, Check check) {
        return new Rule(Doubt.CREDENTIAL_INVALID, objection, check);
    }

    /** Throws what a malformed attribute certificate makes it throw. */
    private interface Check {
        boolean passes(Asked asked) throws IOException, GeneralSecurityException;
    }
}
