package org.portcullis.profile;

import java.util.Set;

/**
 * What the PEP says it can carry out ({@code pep-oblig-supported}, authz-interop 1.1). {@code advertised} tells a PEP
 * that listed nothing we know from one that listed nothing at all.
 */
public record SupportedObligations(boolean advertised, Set<ObligationId> known) {
    /** Copies the set. */
    public SupportedObligations {
        known = Set.copyOf(known);
    }

    /** Whether the PEP said it can carry out this one. */
    public boolean includes(ObligationId id) {
        return known.contains(id);
    }
}
