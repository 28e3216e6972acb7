package org.portcullis.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.portcullis.policy.facts.Freshness;
import org.portcullis.policy.facts.PepCapabilities;
import org.portcullis.policy.facts.PepCapability;
import org.portcullis.policy.facts.PilotOwners;
import org.portcullis.policy.facts.PilotRecords;
import org.portcullis.policy.facts.ProxyLimits;
import org.portcullis.policy.facts.RegimeCalendar;
import org.portcullis.policy.facts.RoleRules;
import org.portcullis.policy.facts.SiteData;
import org.portcullis.policy.facts.VoRecord;
import org.portcullis.profile.VoName;

/** The records of sites that know little. */
public final class Sites {
    private Sites() {}

    /** A site that keeps records on these VOs only, as {@link DraftPack} does. */
    public static SiteData of(Map<VoName, VoRecord> vos) {
        PilotRecords pilots = new PilotRecords(
                new PilotOwners(false, Map.of()),
                Map.of(),
                new RegimeCalendar(List.of(), Set.of()),
                new PepCapabilities(PepCapability.SWITCHING, Map.of(), Map.of()),
                new RoleRules(Set.of(), true));
        return new SiteData(
                vos,
                new ProxyLimits(Duration.ofHours(24), Duration.ofDays(14), Duration.ofHours(24)),
                pilots,
                Freshness.AGELESS);
    }
}
