package org.portcullis.pdp.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.portcullis.pdp.ban.Asked;
import org.portcullis.pdp.trust.TokenVerdict;
import org.portcullis.pdp.trust.TokenVerdict.Refused;
import org.portcullis.pdp.trust.TokenVerdict.Verified;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Subject;
import org.portcullis.profile.Unproven;
import org.portcullis.profile.VoName;

class TokenPointTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ISSUER = "https://iam.example.org/";
    private static final String ALICE = Dn.ofToken(ISSUER, "alice").value();
    private static final Credential.Bearer BEARER = new Credential.Bearer("a.b.c");
    private static final Credential.Token TOKEN = new Credential.Token(ISSUER, "alice", "", "", Set.of());
    private static final Verified VERIFIED =
            new Verified(TOKEN, new VoName("atlas"), List.of(new Fqan("/atlas"), new Fqan("/atlas/nl")));

    @Test
    void theIssuerNamesSubjectVoAndGroups() {
        Subject known = enrich(Asked.of(ALICE).with(BEARER), VERIFIED);

        assertThat(known)
                .isEqualTo(new Subject(new Dn(ALICE), VERIFIED.groups(), Set.of(VERIFIED.vo()), TOKEN, Set.of()));
    }

    @Test
    void claimsBesideATokenOnlyMakeItStricter() {
        assertThat(enrich(Asked.of(ALICE, "/atlas/nl").with(BEARER), VERIFIED).doubts())
                .isEmpty();
        assertThat(enrich(Asked.of(ALICE, "/atlas/Role=pilot").with(BEARER), VERIFIED)
                        .doubts())
                .containsExactly(Doubt.CREDENTIAL_MISMATCH);
        assertThat(enrich(Asked.of("/CN=Alice").with(BEARER), VERIFIED).doubts())
                .containsExactly(Doubt.CREDENTIAL_MISMATCH);
    }

    @Test
    void whatWasSaidAndNotBelievedIsHeldAgainstTheToken() {
        Unproven proven = new Unproven(List.of(new Fqan("/atlas/nl")), Set.of());
        Unproven invented = new Unproven(List.of(), Set.of(new VoName("cms")));

        Subject member = enrich(Asked.of(ALICE).with(BEARER.withUnproven(proven)), VERIFIED);
        Subject liar = enrich(Asked.of(ALICE).with(BEARER.withUnproven(invented)), VERIFIED);

        assertThat(member.doubts()).isEmpty();
        assertThat(member.credential().unproven()).isEqualTo(proven);
        assertThat(liar.doubts()).containsExactly(Doubt.CREDENTIAL_MISMATCH);
        assertThat(liar.credential().unproven()).isEqualTo(invented);
    }

    @Test
    void refusedTokensAreDoubted() {
        Subject known = enrich(Asked.of(ALICE, "/atlas").with(BEARER), new Refused(Doubt.TOKEN_EXPIRED));

        assertThat(known.doubts()).containsExactly(Doubt.TOKEN_EXPIRED);
    }

    @Test
    void whoBringsNoTokenIsLeftAlone() {
        AuthzRequest request = Asked.of(ALICE, "/atlas").request();

        assertThat(new TokenPoint((any, at) -> VERIFIED).enrich(request, NOW)).isSameAs(request);
    }

    private static Subject enrich(Asked asked, TokenVerdict verdict) {
        return new TokenPoint((any, at) -> verdict).enrich(asked.request(), NOW).subject();
    }
}
