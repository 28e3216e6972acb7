package org.portcullis.profile.wire;

/** Bytes to {@link AuthzQuery}. Implementations are thread-safe. */
public interface QueryDecoder {
    /**
     * Reads one query.
     *
     * @throws ProtocolException if the bytes are not a decision query this profile accepts
     */
    AuthzQuery decode(byte[] soap);
}
