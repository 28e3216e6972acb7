package org.portcullis.profile.wire;

import org.portcullis.profile.AuthzRequest;

/** A decision query as it came off the wire, already parsed, how its answer must be addressed, and who signed it. */
public record AuthzQuery(ReplyTo replyTo, AuthzRequest request, Seal seal) {
    /** One that nobody signed. */
    public AuthzQuery(ReplyTo replyTo, AuthzRequest request) {
        this(replyTo, request, Seal.NONE);
    }
}
