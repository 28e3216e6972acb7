package org.portcullis.profile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The identity that brought the work: the owner of the pilot job. Not interchangeable with {@link Subject}. */
public record Pilot(Dn dn, List<Fqan> fqans, Set<VoName> vos, Set<Doubt> doubts) {
    /** Copies its collections. */
    public Pilot {
        fqans = List.copyOf(fqans);
        vos = Set.copyOf(vos);
        doubts = Set.copyOf(doubts);
    }

    /** The first FQAN, if any. */
    public Optional<Fqan> primaryFqan() {
        return fqans.stream().findFirst();
    }

    /** Every VO the pilot is presented as a member of: by FQAN or by name. */
    public Set<VoName> allVos() {
        return Stream.concat(vos.stream(), fqans.stream().map(Fqan::vo)).collect(Collectors.toUnmodifiableSet());
    }
}
