package org.portcullis.profile.wire;

import org.portcullis.profile.Profile;

/**
 * What an answer must repeat of its question: the query's ID (empty when it could not be read), the namespaces it was
 * written in and the vocabulary of the PEP.
 */
public record ReplyTo(String queryId, WireNamespace namespace, Profile profile) {
    /** For questions of which nothing could be read. */
    public static final ReplyTo UNKNOWN = new ReplyTo("", WireNamespace.WD5, Profile.AUTHZ_INTEROP);
}
