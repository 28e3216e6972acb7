package org.portcullis.pdp.suite;

import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Dn;

/** A question and the PEP that asks it. */
public record Asked(AuthzRequest request, Dn pep) {}
