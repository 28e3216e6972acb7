package org.portcullis.pdp.context;

import java.util.List;
import java.util.Set;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.Seal;

/**
 * On what terms pilots may ask by themselves, with their proxies: those that hold one of these FQANs and call from these
 * networks.
 */
public record PilotTerms(Set<Fqan> fqans, List<Network> networks, Possession possession) {
    /** No pilot may ask. */
    public static final PilotTerms NOBODY = new PilotTerms(Set.of(), List.of(), Possession.TLS);

    /** Copies the collections. */
    public PilotTerms {
        fqans = Set.copyOf(fqans);
        networks = List.copyOf(networks);
    }

    /** How a caller must prove, at least, that the work he asks about is in his hands: certificate chains are public. */
    public enum Possession {
        /** By the connection itself: whoever calls asks about himself, as payload of the pilot that he shows or as that pilot. */
        TLS,
        /** By a signature with the key of the payload's proxy under the question, made for this server and this pilot. */
        SIGNED,
        /** Not at all; the terms for payloads are stricter instead. */
        NONE
    }

    /** Whether whoever asks this has shown enough to ask about somebody else. */
    boolean letAskAboutOthers(AuthzQuery query) {
        return switch (possession) {
            case TLS -> false;
            case SIGNED -> isSigned(query);
            case NONE -> true;
        };
    }

    /** By the payload, and with everything that a signature is to bind: to which server, through which pilot, where. */
    static boolean isSigned(AuthzQuery query) {
        return query.seal() instanceof Seal.Signed signed
                && signed.signer() == Seal.Signer.SUBJECT
                && signed.addressed()
                && query.request().pilotJob().pilot().isPresent()
                && !query.request().resource().hosts().isEmpty();
    }

    /** Whether somebody with a proxy may ask from there at all. */
    boolean admit(Caller caller, String source) {
        return caller.proxy() && networks.stream().anyMatch(network -> network.contains(source));
    }

    /** Whether these, by the word of the VO, are those of a pilot. */
    boolean isPilot(List<Fqan> verified) {
        return verified.stream().anyMatch(fqans::contains);
    }
}
