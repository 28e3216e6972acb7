package org.portcullis.policy.facts;

/** What the JSPG policy requires of pilot jobs and a regime can suspend for a time. */
public enum Requirement {
    /** The payload runs under the account of its owner (J4, J5). */
    IDENTITY_SWITCHING,
    /** The site has approved of the VO's pilot jobs (J1). */
    SITE_APPROVAL,
    /** Whoever runs the pilot is registered by the VO (J2). */
    PILOT_OWNERS
}
