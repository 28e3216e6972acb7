package org.portcullis.profile;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The identity that brought the work: the owner of the pilot job. Not interchangeable with {@link Subject}. A chain of its
 * own proves that there is such a pilot, and not that it is the one that asks.
 */
public record Pilot(Dn dn, List<Fqan> fqans, Set<VoName> vos, Credential credential, Set<Doubt> doubts) {
    /** Copies its collections. */
    public Pilot {
        fqans = List.copyOf(fqans);
        vos = Set.copyOf(vos);
        doubts = Set.copyOf(doubts);
    }

    /** A pilot that somebody names and brings nothing to prove. */
    public Pilot(Dn dn, List<Fqan> fqans, Set<VoName> vos, Set<Doubt> doubts) {
        this(dn, fqans, vos, new Credential.Bare(), doubts);
    }

    /** The first FQAN, if any. */
    public Optional<Fqan> primaryFqan() {
        return fqans.isEmpty() ? Optional.empty() : Optional.of(fqans.get(0));
    }

    /** Every VO the pilot is presented as a member of: by FQAN or by name. */
    public Set<VoName> allVos() {
        Set<VoName> all = new HashSet<>(vos);
        fqans.forEach(fqan -> all.add(fqan.vo()));
        return Set.copyOf(all);
    }
}
