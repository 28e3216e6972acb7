package org.portcullis.policy.facts;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.portcullis.profile.Dn;
import org.portcullis.profile.VoName;

/**
 * Who may run multi-user pilots for which VO, and for how long; not asked unless {@code enabled} (JSPG MUPJ J2). Who may
 * vouch is asked always.
 */
public record PilotOwners(boolean enabled, Map<VoName, Map<Dn, PilotOwner>> owners) {
    /** Copies the maps. */
    public PilotOwners {
        owners = owners.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Map.copyOf(entry.getValue())));
    }

    /** What that VO has registered of that owner for that moment. */
    Optional<PilotOwner> registered(VoName vo, Dn owner, Instant at) {
        return Optional.ofNullable(owners.getOrDefault(vo, Map.of()).get(owner))
                .filter(entry -> entry.validity().includes(at));
    }

    /** Whether that is a name which one of these owners can make up. */
    boolean areAnyNamersOf(Dn payload) {
        for (Map<Dn, PilotOwner> registered : owners.values()) {
            for (Dn owner : registered.keySet()) {
                if (Vouching.isNamedBy(owner, payload)) {
                    return true;
                }
            }
        }
        return false;
    }
}
