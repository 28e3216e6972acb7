package org.portcullis.policy.facts;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.portcullis.profile.VoName;

/**
 * Which regime counts when, and which VOs the site must allow whatever it has approved; {@code mustAllow} is empty as long
 * as the conditions for that are not met.
 */
public record RegimeCalendar(List<Regime> regimes, Set<VoName> mustAllow) {
    /** Copies its collections. */
    public RegimeCalendar {
        regimes = List.copyOf(regimes);
        mustAllow = Set.copyOf(mustAllow);
    }

    /** The first regime of the list that is in force; where none is, JSPG is back. */
    Regime at(Instant at) {
        for (Regime regime : regimes) {
            if (regime.isInForce(at)) {
                return regime;
            }
        }
        return Regime.JSPG;
    }
}
