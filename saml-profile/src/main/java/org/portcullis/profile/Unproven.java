package org.portcullis.profile;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Memberships that were presented and are not believed: expired or unverifiable VOMS attributes, and what a caller says
 * who may not vouch. Bans hit them; nothing is permitted for them.
 */
public record Unproven(List<Fqan> fqans, Set<VoName> vos) {
    /** Nothing of the kind. */
    public static final Unproven NONE = new Unproven(List.of(), Set.of());

    /** Copies the collections. */
    public Unproven {
        fqans = List.copyOf(fqans);
        vos = Set.copyOf(vos);
    }

    /** Both together. */
    public Unproven and(List<Fqan> moreFqans, Set<VoName> moreVos) {
        return new Unproven(
                Stream.concat(fqans.stream(), moreFqans.stream()).distinct().toList(),
                Stream.concat(vos.stream(), moreVos.stream()).collect(Collectors.toUnmodifiableSet()));
    }

    /** Every VO in it, by FQAN or by name. */
    public Set<VoName> allVos() {
        return Stream.concat(vos.stream(), fqans.stream().map(Fqan::vo)).collect(Collectors.toUnmodifiableSet());
    }
}
