package org.portcullis.profile.wire;

import org.portcullis.profile.AuthzRequest;

/** A decision query as it came off the wire, already parsed, and how its answer must be addressed. */
public record AuthzQuery(ReplyTo replyTo, AuthzRequest request) {}
