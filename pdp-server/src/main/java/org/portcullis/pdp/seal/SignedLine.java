package org.portcullis.pdp.seal;

import java.security.PublicKey;

/** A line that the holder of a key has signed. */
sealed interface SignedLine permits Checkpoint, Tombstone {
    /** SHA-256, in hex, of what the line belongs to. */
    String before();

    /** Short name of the key. */
    String key();

    String signature();

    /** What the signature is over. */
    byte[] signed();

    /** As it stands in its file, without the line feed. */
    String line();

    /** Why the key does not vouch for it; empty if it does. */
    default String forgery(PublicKey known) {
        if (!key().equals(CheckpointKey.id(known))) {
            return "made with the key `" + key() + "`, not with `" + CheckpointKey.id(known) + "`";
        }
        return CheckpointKey.isBy(known, signed(), signature()) ? "" : "its signature is wrong";
    }
}
