package org.portcullis.profile;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The identity whose work is to run: the payload owner, never the pilot. The first FQAN is the primary one; {@code vos}
 * are the VO names the PEP named beside the FQANs.
 */
public record Subject(Dn dn, List<Fqan> fqans, Set<VoName> vos, Credential credential, Set<Doubt> doubts) {
    /** Copies its collections. */
    public Subject {
        fqans = List.copyOf(fqans);
        vos = Set.copyOf(vos);
        doubts = Set.copyOf(doubts);
    }

    /** The first FQAN, if any. */
    public Optional<Fqan> primaryFqan() {
        return fqans.isEmpty() ? Optional.empty() : Optional.of(fqans.get(0));
    }

    /** Every VO this identity is presented as a member of: by FQAN or by name. */
    public Set<VoName> allVos() {
        Set<VoName> all = new HashSet<>(vos);
        fqans.forEach(fqan -> all.add(fqan.vo()));
        return Set.copyOf(all);
    }

    /** Whether the credential says who this is and of which VO, and not the PEP alone. */
    public boolean isVerified() {
        boolean ofVo = !credential.traits().attributeLifetime().isZero();
        boolean chain = credential instanceof Credential.Chain || credential instanceof Credential.Recorded;
        return credential instanceof Credential.Token || (chain && (ofVo || allVos().isEmpty()));
    }

    /** The same subject with one more doubt. */
    public Subject doubted(Doubt doubt) {
        Set<Doubt> more = Stream.concat(doubts.stream(), Stream.of(doubt)).collect(Collectors.toUnmodifiableSet());
        return new Subject(dn, fqans, vos, credential, more);
    }
}
