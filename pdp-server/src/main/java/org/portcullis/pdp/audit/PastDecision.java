package org.portcullis.pdp.audit;

import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Dn;

/** A decision out of the audit log: who asked, and what, as far as the log tells; it knows no certificates. */
public record PastDecision(Dn pep, AuthzRequest request) {}
