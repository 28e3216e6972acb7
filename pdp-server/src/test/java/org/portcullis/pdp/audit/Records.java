package org.portcullis.pdp.audit;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.pdp.decide.Verdict;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Profile;
import org.portcullis.profile.wire.ReplyTo;
import org.portcullis.profile.wire.WireNamespace;

/** Records with nothing random in them. */
final class Records {
    static final Instant RECEIVED = Instant.parse("2026-01-01T12:00:00.123456Z");
    static final Instant WRITTEN = RECEIVED.plusNanos(1_500_999);
    static final RequestContext CONTEXT =
            new RequestContext(new UUID(1, 2), RECEIVED, new Dn("/C=XX/CN=ce1"), "192.0.2.1");

    private Records() {}

    static AuditRecord refused(ErrorKind kind) {
        return refused(new UUID(1, 2), kind);
    }

    static AuditRecord refused(UUID callId, ErrorKind kind) {
        RequestContext context = new RequestContext(callId, RECEIVED, new Dn("/C=XX/CN=ce1"), "192.0.2.1");
        return new AuditRecord.Refused(context, ReplyTo.UNKNOWN, kind, "00ff");
    }

    static AuditRecord decided(Path directory, AuthzRequest request, Decision answer, Ban... bans) {
        PolicySnapshot snapshot =
                Snapshots.snapshot(Snapshots.mapping(directory, "", ""), Snapshots.packThatSays(answer), bans);
        Verdict verdict = snapshot.decide(CONTEXT, request);
        Decision told = bans.length == 0 ? answer : verdict.decision();
        return new AuditRecord.Decided(CONTEXT, replyTo(), request, snapshot, verdict, told);
    }

    static AuditRecord permitted(Path directory, AuthzRequest request) {
        return decided(directory, request, new Decision.Permit(List.of()));
    }

    private static ReplyTo replyTo() {
        return new ReplyTo("ID-1", WireNamespace.WD5, Profile.AUTHZ_INTEROP);
    }
}
