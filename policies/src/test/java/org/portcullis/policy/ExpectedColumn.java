package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.portcullis.policy.facts.Terms.IdentitySource;
import org.portcullis.policy.facts.Terms.Mapped;
import org.portcullis.policy.facts.Terms.Responsible;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.ReasonCode;

/** What a row of the scenarios expects, in the words of its last column. */
record ExpectedColumn(String text) {
    private static final Pattern DENY = Pattern.compile("D `([a-z-]+)`");
    private static final Pattern PERSON = Pattern.compile("[UPX][A-Z]?\\d|alice");

    void check(Evaluation answer, QuestionYaml question, String who) {
        Optional<String> reason = argument(DENY);
        if (reason.isPresent()) {
            assertThat(answer.decision()).as(who).isEqualTo(new Decision.Deny(new ReasonCode(reason.get())));
        } else {
            assertThat(text).startsWith("Permit");
            assertThat(answer.decision()).as(who).isEqualTo(new Decision.Permit(List.of()));
            checkTerms(answer, question.request());
        }
        Duration ttl =
                answer.terms().ttl(answer.decision(), question.circumstances().at());
        assertThat(ttl.isZero()).isEqualTo(text.contains("not cached"));
    }

    private void checkTerms(Evaluation answer, AuthzRequest request) {
        argument("MAP").ifPresent(whose -> checkAccount(answer, request, whose));
        argument("RESP").ifPresent(party -> checkResponsible(answer, request, party));
        argument("REAUTH")
                .ifPresent(day -> assertThat(answer.terms().reauthBy()).isEqualTo(endOf(day)));
        IdentitySource source = text.contains("unattributed")
                ? IdentitySource.UNATTRIBUTED
                : text.contains("pilot-asserted") ? IdentitySource.PILOT_ASSERTED : IdentitySource.PRESENTED;
        assertThat(answer.terms().identitySource()).isEqualTo(source);
        assertThat(answer.terms().warnings().contains("regime-ends")).isEqualTo(text.contains("regime ends"));
    }

    private static void checkAccount(Evaluation answer, AuthzRequest request, String whose) {
        assertThat(answer.terms().mapped()).isEqualTo(whose.equals("pilot") ? Mapped.PILOT : Mapped.PAYLOAD);
        if (PERSON.matcher(whose).matches()) {
            assertThat(request.subject().dn().value()).endsWith("/CN=" + whose);
        }
    }

    private static void checkResponsible(Evaluation answer, AuthzRequest request, String party) {
        Responsible expected = party.equals("user")
                ? Responsible.USER
                : party.contains(",") ? Responsible.PILOT_OWNER_AND_VO : Responsible.VO;
        assertThat(answer.terms().responsible()).isEqualTo(expected);
        if (expected == Responsible.PILOT_OWNER_AND_VO) {
            assertThat(ownerAndVo(request)).isEqualTo(party);
        }
    }

    private static String ownerAndVo(AuthzRequest request) {
        Optional<Pilot> pilot = request.pilotJob().pilot();
        Dn owner = pilot.map(Pilot::dn).orElse(request.subject().dn());
        Fqan fqan = pilot.flatMap(Pilot::primaryFqan)
                .or(() -> request.subject().primaryFqan())
                .orElseThrow();
        return owner.parts().get(owner.parts().size() - 1).substring(3) + ","
                + fqan.vo().value();
    }

    private Optional<String> argument(String word) {
        return argument(Pattern.compile(word + "\\(([^)]*)\\)"));
    }

    private Optional<String> argument(Pattern pattern) {
        return pattern.matcher(text).results().findFirst().map((MatchResult found) -> found.group(1));
    }

    private static Instant endOf(String day) {
        return LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
