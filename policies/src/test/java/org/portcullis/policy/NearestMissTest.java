package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.portcullis.policy.explain.NearestMiss;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.policy.trace.Clause;
import org.portcullis.policy.trace.PolicyTrace;
import org.portcullis.policy.trace.Said;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.PilotJob;

class NearestMissTest {
    private static final OpenPack MUPJ = PackLoader.open(Packs.MUPJ, Map.of());
    private static final Circumstances THEN = Requests.at(Instant.parse("2009-10-01T12:00:00Z"));

    @Test
    void whatNobodyMayDoNamesTheOneClauseThatIsNotMet() {
        AuthzRequest request = Requests.request(
                Requests.subject("/CN=ann", List.of("/atlas"), List.of()), new PilotJob.None(), "wn", "queue");

        NearestMiss miss = NearestMiss.in(MUPJ.trace(request, THEN)).orElseThrow();

        assertThat(miss.rule().head().name()).startsWith("permitted/");
        assertThat(miss.missing()).extracting(Clause::text).containsExactly("action:type = execute-now");
    }

    @Test
    void wherePermitRulesMatchTheNearestMissIsAnother() {
        PolicyTrace trace = MUPJ.trace(Requests.directJob("/CN=ann", "/atlas"), THEN);

        assertThat(NearestMiss.in(trace))
                .hasValueSatisfying(miss -> assertThat(trace.deciding()).doesNotContain(miss.rule()));
    }

    /** The clauses that are missing are exactly those that do not match: turning them would turn the rule. */
    @Test
    void aMissIsNeverEmptyAndNeverHoldsWhatMatches() {
        RandomRequests random = new RandomRequests(7);
        for (int i = 0; i < 500; i++) {
            PolicyTrace trace = MUPJ.trace(random.request(), random.circumstances());

            NearestMiss miss = NearestMiss.in(trace).orElseThrow();

            assertThat(miss.missing())
                    .isNotEmpty()
                    .allSatisfy(clause -> assertThat(clause.actual().values())
                            .noneMatch(values -> values.contains(clause.text().replaceAll(".* = ", ""))));
            assertThat(miss.rule().said()).isEqualTo(Said.NOT_APPLICABLE);
        }
    }
}
