package org.portcullis.policy.facts;

import java.util.Set;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Subject;

/** Which roles must not come by another's pilot, and whether a pilot may run its own pilot's role as payload. */
public record RoleRules(Set<String> neverViaPilot, boolean payloadMayBePilot) {
    /** Copies the set. */
    public RoleRules {
        neverViaPilot = Set.copyOf(neverViaPilot);
    }

    /** Whether any FQAN, primary or not, has a role that must not come by a pilot. */
    boolean isReserved(Subject subject) {
        for (Fqan fqan : subject.fqans()) {
            if (fqan.role().filter(neverViaPilot::contains).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
