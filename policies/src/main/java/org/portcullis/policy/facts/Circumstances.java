package org.portcullis.policy.facts;

import java.time.Instant;
import org.portcullis.profile.Dn;

/** What the server knows of a question beside its content: when it came, and from which PEP. */
public record Circumstances(Instant at, Dn pep) {}
