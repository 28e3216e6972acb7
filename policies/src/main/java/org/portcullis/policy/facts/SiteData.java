package org.portcullis.policy.facts;

import java.util.Map;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** The site's own records that policies depend on, and how long they may be relied on. */
public record SiteData(Map<VoName, VoRecord> vos, ProxyLimits proxies, PilotRecords pilots, Freshness freshness) {
    /** Copies the map. */
    public SiteData {
        vos = Map.copyOf(vos);
    }

    /** The record of that VO; of a VO without one: not supported, not approved. */
    VoRecord vo(VoName name) {
        return vos.getOrDefault(name, VoRecord.UNKNOWN);
    }

    /** Whether this FQAN holds a role that its VO gives to pilots. */
    boolean isPilotRole(Fqan fqan) {
        return fqan.role().filter(vo(fqan.vo()).pilotRoles()::contains).isPresent();
    }
}
