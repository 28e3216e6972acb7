package org.portcullis.pdp.replay;

import java.util.UUID;
import java.util.stream.Collectors;
import org.portcullis.pdp.audit.PastDecision;
import org.portcullis.profile.VoName;

/** One decision that comes out differently: in what is said, in its reason, or in the account that it gives. */
public record Flip(UUID id, String from, String to, Kind kind) {
    /** What flips have in common that are told together; {@code vo} names all VOs of the subject. */
    public record Kind(String from, String to, String fromCause, String toCause, String vo) {
        /** Whether both permit, with another account. */
        public boolean isOfAccount() {
            return from.equals(to);
        }
    }

    static Flip of(PastDecision past, Made before, Made after) {
        String vos = past.request().subject().allVos().stream()
                .map(VoName::value)
                .sorted()
                .collect(Collectors.joining(","));
        Kind kind = new Kind(before.words(), after.words(), before.cause(), after.cause(), vos);
        return new Flip(past.id(), before.account(), after.account(), kind);
    }
}
