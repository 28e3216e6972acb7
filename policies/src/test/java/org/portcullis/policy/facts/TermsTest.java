package org.portcullis.policy.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.policy.facts.Terms.IdentitySource;
import org.portcullis.policy.facts.Terms.Mapped;
import org.portcullis.policy.facts.Terms.Responsible;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Decision.Deny;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.ReasonCode;

/** For how long an answer may be relied on. */
class TermsTest {
    private static final Instant NOW = Instant.parse("2010-02-28T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "no-policy, 60",
        "vo-mismatch, 60",
        "mapping-none, 60",
        "pip-stale, 0",
        "mapping-exhausted, 0",
        "mapping-quarantined, 0",
        "credential-unverifiable, 0",
        "banned-subject, 0",
        "banned-vo-mupj, 0",
    })
    void whatMayPassIsNotToBeKept(String reason, int seconds) {
        Duration ttl = Terms.NONE.ttl(new Deny(new ReasonCode(reason)), NOW);

        assertThat(ttl).hasSeconds(seconds);
    }

    @ParameterizedTest
    @CsvSource({"2010-02-28T12:01:01Z, 60", "2010-02-28T12:01:00Z, 60", "2010-02-28T12:00:59Z, 59"})
    void aPermitEndsWithTheExceptionItRestsOn(Instant reauthBy, int seconds) {
        Terms terms = new Terms(
                "interim", Responsible.PILOT_OWNER_AND_VO, Mapped.PILOT, IdentitySource.PRESENTED, reauthBy, List.of());

        assertThat(terms.ttl(new Permit(List.of()), NOW)).hasSeconds(seconds);
    }

    @Test
    void whatCouldNotBeDecidedIsAskedAgain() {
        Decision undecided = new Decision.Indeterminate(ErrorKind.POLICY_ERROR);

        assertThat(Terms.NONE.ttl(undecided, NOW)).isZero();
        assertThat(Terms.NONE.ttl(new Decision.NotApplicable(), NOW)).isZero();
    }
}
