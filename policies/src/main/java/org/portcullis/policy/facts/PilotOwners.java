package org.portcullis.policy.facts;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.portcullis.profile.Dn;
import org.portcullis.profile.VoName;

/** Who may run multi-user pilots for which VO, and for how long; not asked unless {@code enabled} (JSPG MUPJ J2). */
public record PilotOwners(boolean enabled, Map<VoName, Map<Dn, Validity>> owners) {
    /** Copies the maps. */
    public PilotOwners {
        owners = owners.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Map.copyOf(entry.getValue())));
    }

    /** Whether that VO has registered that owner for that moment. */
    boolean isRegistered(VoName vo, Dn owner, Instant at) {
        return Optional.ofNullable(owners.getOrDefault(vo, Map.of()).get(owner))
                .filter(validity -> validity.includes(at))
                .isPresent();
    }
}
