package org.portcullis.pdp.audit;

import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.Verdict;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.ReplyTo;

/** What the site must be able to show later about one answer. */
public sealed interface AuditRecord {
    /** The exchange. */
    RequestContext context();

    /** How the answer was addressed; holds the query's ID. */
    ReplyTo replyTo();

    /** A question that was decided: on which snapshot, by which rule or ban, with which answer. */
    record Decided(
            RequestContext context,
            ReplyTo replyTo,
            AuthzRequest request,
            PolicySnapshot snapshot,
            Verdict verdict,
            Decision answer)
            implements AuditRecord {}

    /** A question that was refused before it could be decided; {@code digest} is the SHA-256 of its bytes in hex. */
    record Refused(RequestContext context, ReplyTo replyTo, ErrorKind kind, String digest) implements AuditRecord {}
}
