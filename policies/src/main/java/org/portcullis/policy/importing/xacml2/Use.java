package org.portcullis.policy.importing.xacml2;

/** What depends on a comparison. */
enum Use {
    PERMIT,
    DENY,
    /** Rules of both effects, as in the target of a policy. */
    BOTH
}
