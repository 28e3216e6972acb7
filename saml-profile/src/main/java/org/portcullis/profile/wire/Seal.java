package org.portcullis.profile.wire;

import java.security.PublicKey;
import java.time.Instant;

/**
 * Whether a question is signed, and if so by whom. There is no third case: a question whose signature does not verify is
 * refused, and all that was read of a signed one is what its signature covers.
 */
public sealed interface Seal {
    /** Of a question that nobody signed. */
    Seal NONE = new None();

    /** Nobody signed it. */
    record None() implements Seal {}

    /**
     * Signed with this key, at this instant by the signer's clock. {@code addressed}: to one server by name, which is us.
     */
    record Signed(Signer signer, PublicKey key, Instant issued, boolean addressed) implements Seal {}

    /** In whose hands the key is that a question was signed with. */
    enum Signer {
        /** The leaf of the chain that the subject brings; the chain itself is still to be verified. */
        SUBJECT,
        /** Whoever is at the other end of the connection. */
        CALLER
    }
}
