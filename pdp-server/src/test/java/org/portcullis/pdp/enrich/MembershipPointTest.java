package org.portcullis.pdp.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.portcullis.pdp.ban.Asked;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.VoName;

class MembershipPointTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ALICE = "/C=XX/CN=Alice";
    private static final VoName ATLAS = new VoName("atlas");

    private final Map<Dn, Set<VoName>> seen = new HashMap<>();
    private final MembershipPoint point =
            new MembershipPoint((dn, at) -> seen.getOrDefault(dn, Set.of()), (dn, vos, at) -> seen.put(dn, vos));

    @Test
    void leavingTheVoAtHomeDoesNotHelp() {
        point.enrich(Asked.of(ALICE, "/atlas").request(), NOW);

        AuthzRequest bare = point.enrich(Asked.of(ALICE).request(), NOW);

        assertThat(bare.subject().allVos()).isEmpty();
        assertThat(bare.subject().credential().unproven().allVos()).containsExactly(ATLAS);
    }

    @Test
    void whoComesWithAnotherVoIsJudgedByThatOne() {
        point.enrich(Asked.of(ALICE, "/atlas").request(), NOW);

        AuthzRequest other = Asked.of(ALICE, "/cms").request();

        assertThat(point.enrich(other, NOW)).isEqualTo(other);
    }

    @Test
    void theVoOfAPilotThatHidesItCountsToo() {
        AuthzRequest payload =
                Asked.of(ALICE, "/cms").broughtBy("/C=XX/CN=P", "/atlas").request();
        AuthzRequest hiding = Asked.of(ALICE, "/cms")
                .broughtByNobodyInParticular("/C=XX/CN=P")
                .request();

        assertThat(point.enrich(payload, NOW)).isEqualTo(payload);
        assertThat(point.enrich(hiding, NOW).subject().credential().unproven().allVos())
                .containsExactly(ATLAS);
    }

    @Test
    void whatIsDoubtedIsNotRemembered() {
        AuthzRequest request = Asked.of(ALICE, "/atlas").request();

        point.enrich(request.withSubject(request.subject().doubted(Doubt.CREDENTIAL_MISMATCH)), NOW);

        assertThat(seen).isEmpty();
    }
}
