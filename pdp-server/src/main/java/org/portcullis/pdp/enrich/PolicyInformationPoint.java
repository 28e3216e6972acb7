package org.portcullis.pdp.enrich;

import java.time.Instant;
import org.portcullis.profile.AuthzRequest;

/** A PIP: finds something out about a request and returns what is now known. Thread-safe. */
public interface PolicyInformationPoint {
    /** The request with what this point knows of it as of {@code at}. */
    AuthzRequest enrich(AuthzRequest request, Instant at);
}
