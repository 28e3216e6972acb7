package org.portcullis.pdp;

import org.portcullis.pdp.audit.AuditLog;
import org.portcullis.pdp.audit.AuditRecord;
import org.portcullis.pdp.context.Answer;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.context.SignedQuestions;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.Verdict;
import org.portcullis.pdp.enrich.Enricher;
import org.portcullis.pdp.fulfil.ObligationFulfiller;
import org.portcullis.pdp.transport.AuthzEndpoint;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.QueryDecoder;
import org.portcullis.profile.wire.ResponseEncoder;

/** One decision, in a straight line. Thread-safe. */
public final class DecisionService implements AuthzEndpoint.Line {
    private final Wire wire;
    private final CurrentPolicy policy;
    private final SignedQuestions signed;
    private final Enricher enricher;
    private final ObligationFulfiller fulfiller;
    private final AuditLog audit;

    public DecisionService(
            Wire wire,
            CurrentPolicy policy,
            SignedQuestions signed,
            Enricher enricher,
            ObligationFulfiller fulfiller,
            AuditLog audit) {
        this.wire = wire;
        this.policy = policy;
        this.signed = signed;
        this.enricher = enricher;
        this.fulfiller = fulfiller;
        this.audit = audit;
    }

    /** How questions are read and answers written. */
    public record Wire(QueryDecoder decoder, ResponseEncoder encoder) {}

    @Override
    public Answer answer(RequestContext context, byte[] soap) {
        AuthzQuery query = wire.decoder().decode(soap, context.caller().keys());
        PolicySnapshot snapshot = policy.get();
        AuthzRequest asked = snapshot.admit(context, query);
        signed.requireFirst(context, query);
        AuthzRequest request = enricher.enrich(asked, context.receivedAt());
        Verdict verdict = snapshot.decide(context, request);
        Decision decision = fulfiller.fulfil(
                snapshot.mapping(), verdict.forMapping(request), verdict.decision(), context.receivedAt());
        byte[] response = wire.encoder().encode(query.replyTo(), decision);
        audit.write(new AuditRecord.Decided(context, query.replyTo(), request, snapshot, verdict, decision));
        return new Answer(decision, response);
    }
}
