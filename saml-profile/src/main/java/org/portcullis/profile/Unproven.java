package org.portcullis.profile;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was presented and is not believed: memberships by expired or unverifiable VOMS attributes or by the word of a caller
 * who may not vouch, and who is said to have issued the certificate. Bans hit them; nothing is permitted for them.
 */
public record Unproven(List<Fqan> fqans, Set<VoName> vos, Set<Dn> issuers) {
    /** Nothing of the kind. */
    public static final Unproven NONE = new Unproven(List.of(), Set.of(), Set.of());

    /** Copies the collections. */
    public Unproven {
        fqans = List.copyOf(fqans);
        vos = Set.copyOf(vos);
        issuers = Set.copyOf(issuers);
    }

    /** Memberships only. */
    public Unproven(List<Fqan> fqans, Set<VoName> vos) {
        this(fqans, vos, Set.of());
    }

    /** The same, said to be issued by these. */
    public Unproven issuedBy(Set<Dn> named) {
        return new Unproven(fqans, vos, named);
    }

    /** With these memberships too. */
    public Unproven and(List<Fqan> moreFqans, Set<VoName> moreVos) {
        return new Unproven(
                Stream.concat(fqans.stream(), moreFqans.stream()).distinct().toList(),
                Stream.concat(vos.stream(), moreVos.stream()).collect(Collectors.toUnmodifiableSet()),
                issuers);
    }

    /** Every VO in it, by FQAN or by name. */
    public Set<VoName> allVos() {
        return Stream.concat(vos.stream(), fqans.stream().map(Fqan::vo)).collect(Collectors.toUnmodifiableSet());
    }
}
