package org.portcullis.pdp.transport;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.portcullis.pdp.audit.AuditLog;
import org.portcullis.pdp.audit.AuditRecord;
import org.portcullis.pdp.context.Answer;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.Fault;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.ReplyTo;
import org.portcullis.profile.wire.ResponseEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The border between the line and the world: whatever happens inside, the PEP gets one answer of the contract, and the
 * audit log a record of it. Thread-safe.
 */
public final class AuthzEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(AuthzEndpoint.class);

    private final Line line;
    private final QueryGate gate;
    private final ResponseEncoder encoder;
    private final AuditLog audit;
    private final ServerMetrics metrics;

    public AuthzEndpoint(Line line, QueryGate gate, ResponseEncoder encoder, AuditLog audit, ServerMetrics metrics) {
        this.line = line;
        this.gate = gate;
        this.encoder = encoder;
        this.audit = audit;
        this.metrics = metrics;
    }

    /** An endpoint where nobody may ask anything. */
    public static AuthzEndpoint refusing(
            QueryGate gate, ResponseEncoder encoder, AuditLog audit, ServerMetrics metrics) {
        Line nobody = (context, soap) -> {
            ReplyTo replyTo = gate.admit(soap).replyTo();
            throw new ProtocolException(ErrorKind.UNTRUSTED_PEP, replyTo, "no questions are answered here");
        };
        return new AuthzEndpoint(nobody, gate, encoder, audit, metrics);
    }

    /** The straight line of a decision, seen from the door. */
    public interface Line {
        /**
         * Decides one question.
         *
         * @throws ProtocolException if it cannot be decided
         */
        Answer answer(RequestContext context, byte[] soap);
    }

    HttpAnswer post(RequestContext context, byte[] body) {
        return metrics.timed(() -> decideOrRefuse(context, body));
    }

    private HttpAnswer decideOrRefuse(RequestContext context, byte[] body) {
        try {
            Answer answer = line.answer(context, body);
            metrics.answered(word(answer.decision()));
            return new HttpAnswer(200, answer.response());
        } catch (ProtocolException e) {
            LOG.info(
                    "refused callId={} kind={} detail={}",
                    context.callId(),
                    e.kind().word(),
                    e.getMessage());
            return refuse(context, body, e.replyTo(), e.kind());
        } catch (Exception | LinkageError | StackOverflowError e) {
            LOG.error("defect callId={}", context.callId(), e);
            return refuse(context, body, ReplyTo.UNKNOWN, ErrorKind.SERVER_FAULT);
        }
    }

    /** For a body of which only the beginning was read: an answer if that beginning is reason enough, else empty. */
    Optional<HttpAnswer> refuseOverlong(RequestContext context, byte[] beginning) {
        try {
            gate.admit(beginning);
            return Optional.empty();
        } catch (ProtocolException e) {
            return e.kind() == ErrorKind.SYNTAX_ERROR
                    ? Optional.of(refuse(context, beginning, e.replyTo(), e.kind()))
                    : Optional.empty();
        }
    }

    /** A refusal permits nothing, so it leaves even when its record cannot be kept. */
    private HttpAnswer refuse(RequestContext context, byte[] body, ReplyTo replyTo, ErrorKind kind) {
        metrics.answered("refused");
        try {
            audit.write(new AuditRecord.Refused(context, replyTo, kind, sha256(body)));
        } catch (ProtocolException e) {
            metrics.unrecorded();
            LOG.error("refusal not on record callId={} kind={}", context.callId(), kind.word());
        }
        return new HttpAnswer(Fault.of(kind).httpStatus(), encoder.refuse(replyTo, kind));
    }

    private static String word(Decision decision) {
        String name = decision.getClass().getSimpleName();
        return name.equals("NotApplicable") ? "not-applicable" : name.toLowerCase(Locale.ROOT);
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
