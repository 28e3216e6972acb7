package org.portcullis.policy.facts;

import java.util.Set;

/** What the site keeps on one VO: whether it is served, which roles its pilots hold, and its approval for pilot jobs. */
public record VoRecord(boolean supported, Set<String> pilotRoles, Approval approval) {
    /** The roles of pilots where the site says nothing else. */
    public static final Set<String> DEFAULT_PILOT_ROLES = Set.of("pilot");

    /** A VO the site keeps no record of. */
    static final VoRecord UNKNOWN = new VoRecord(false, DEFAULT_PILOT_ROLES, Approval.NONE);

    /** Copies the set. */
    public VoRecord {
        pilotRoles = Set.copyOf(pilotRoles);
    }
}
