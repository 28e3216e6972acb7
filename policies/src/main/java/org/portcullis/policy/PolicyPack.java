package org.portcullis.policy;

import org.portcullis.policy.facts.Circumstances;
import org.portcullis.profile.AuthzRequest;

/** One complete, compiled set of policies and the site data they depend on. Immutable and thread-safe. */
public interface PolicyPack {
    /** What this pack is called, and the digest of what it was built from. */
    PackManifest manifest();

    /**
     * Decides one request, as of its time and for the PEP that asks. Never throws: what goes wrong inside is an
     * Indeterminate. A Permit carries no obligations yet.
     */
    Evaluation evaluate(AuthzRequest request, Circumstances circumstances);
}
