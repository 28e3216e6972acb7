package org.portcullis.pdp.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.audit.PastDecision;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.Subject;

class BanImpactTest {
    private static final Dn CA = new Dn("/C=XX/O=Grid/CN=Test CA");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Decision PERMIT =
            new Decision.Permit(List.of(new Obligation.UidGid(50001, 5000), new Obligation.Username("atlas001")));

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ca:/C=XX/O=Grid/CN=Test CA, 3",
        "serial:FF@/C=XX/O=Grid/CN=Test CA, 3",
        "serial:FE@/C=XX/O=Grid/CN=Test CA, 0",
        "dn:/C=XX/CN=ALICE, 3",
        "pilot:/C=XX/CN=Pilot, 1",
        "host:WN1.example.org, 3",
        "vo:cms, 0"
    })
    void countsWhatTheBanWouldHaveHit(String selector, int decisions) {
        BanImpact impact = impact(selector);

        assertThat(impact.decisions()).isEqualTo(decisions);
    }

    @Test
    void sameWorkIsOneLineWithItsLatestDecision() {
        BanImpact impact = impact("dn:/C=XX/CN=Alice");

        assertThat(impact.permits()).isEqualTo(2);
        assertThat(impact.byVo()).containsExactly(Map.entry("atlas", 3L));
        assertThat(impact.works())
                .extracting(work -> work.key().pilot(), Work::permits, Work::lastId)
                .containsExactly(tuple("/C=XX/CN=Pilot", 1L, new UUID(0, 2)), tuple("", 1L, new UUID(0, 1)));
    }

    private static BanImpact impact(String selector) {
        BanImpact impact = new BanImpact(Ban.parse(selector));
        AuthzRequest alice = withChain(Snapshots.request("/C=XX/CN=Alice", "/atlas"));
        impact.add(past(1, alice, PERMIT));
        impact.add(past(2, Snapshots.broughtBy(alice, "/C=XX/CN=Pilot", "/atlas/Role=pilot"), PERMIT));
        impact.add(past(3, alice, new Decision.Deny(ReasonCode.NO_POLICY)));
        return impact;
    }

    private static AuthzRequest withChain(AuthzRequest request) {
        ChainTraits traits = new ChainTraits(
                false,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                List.of(new ChainTraits.Issued(CA, BigInteger.valueOf(255), true)));
        Subject bare = request.subject();
        return request.withSubject(
                new Subject(bare.dn(), bare.fqans(), Set.of(), new Credential.Recorded(traits), Set.of()));
    }

    private static PastDecision past(int number, AuthzRequest request, Decision answer) {
        return new PastDecision(
                new UUID(0, number),
                NOON.plusSeconds(number),
                new Dn("/C=XX/CN=ce1"),
                request,
                answer,
                new PastDecision.Why("", ""),
                "",
                false);
    }
}
