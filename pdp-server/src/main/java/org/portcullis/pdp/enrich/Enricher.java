package org.portcullis.pdp.enrich;

import java.time.Instant;
import java.util.List;
import org.portcullis.profile.AuthzRequest;

/** Asks every policy information point, in order. Thread-safe. */
public final class Enricher {
    private final List<PolicyInformationPoint> points;

    public Enricher(List<PolicyInformationPoint> points) {
        this.points = List.copyOf(points);
    }

    /** The request with everything the points know of it. */
    public AuthzRequest enrich(AuthzRequest request, Instant at) {
        AuthzRequest known = request;
        for (PolicyInformationPoint point : points) {
            known = point.enrich(known, at);
        }
        return known;
    }
}
