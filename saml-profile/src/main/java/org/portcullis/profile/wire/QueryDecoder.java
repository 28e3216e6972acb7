package org.portcullis.profile.wire;

import java.security.PublicKey;
import java.util.Collection;
import java.util.List;

/** Bytes to {@link AuthzQuery}. Implementations are thread-safe. */
public interface QueryDecoder {
    /**
     * Reads one query. If it is signed, then by the leaf of its subject's chain or with one of these keys.
     *
     * @throws ProtocolException if the bytes are not a decision query this profile accepts
     */
    AuthzQuery decode(byte[] soap, Collection<PublicKey> keysOfCaller);

    /** As {@link #decode(byte[], Collection)}, from a caller that has no key. */
    default AuthzQuery decode(byte[] soap) {
        return decode(soap, List.of());
    }
}
