package org.portcullis.policy.facts;

import java.util.Map;
import org.portcullis.profile.VoName;

/** The site's records on multi-user pilot jobs: who runs them, how VOs trace them, which regime counts, what PEPs can do. */
public record PilotRecords(
        PilotOwners owners,
        Map<VoName, Framework> frameworks,
        RegimeCalendar regimes,
        PepCapabilities peps,
        RoleRules roles) {
    /** Copies the map. */
    public PilotRecords {
        frameworks = Map.copyOf(frameworks);
    }
}
