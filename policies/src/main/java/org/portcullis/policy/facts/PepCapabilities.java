package org.portcullis.policy.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Dn;

/**
 * What each PEP can do, by its DN and by the host it asks for, in lower case; whoever is not listed has the
 * {@code standard} capability.
 */
public record PepCapabilities(PepCapability standard, Map<Dn, PepCapability> byDn, Map<String, PepCapability> byHost) {
    /** Copies the maps. */
    public PepCapabilities {
        byDn = Map.copyOf(byDn);
        byHost = Map.copyOf(byHost);
    }

    /** Every capability that is on record for who asks this; the standard one if there is none. */
    List<PepCapability> of(AuthzRequest request, Dn pep) {
        List<PepCapability> listed = new ArrayList<>();
        Optional.ofNullable(byDn.get(pep)).ifPresent(listed::add);
        for (String host : request.resource().hosts()) {
            Optional.ofNullable(byHost.get(host.toLowerCase(Locale.ROOT))).ifPresent(listed::add);
        }
        return listed.isEmpty() ? List.of(standard) : listed;
    }
}
