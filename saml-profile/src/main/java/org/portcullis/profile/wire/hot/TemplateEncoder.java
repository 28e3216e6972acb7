package org.portcullis.profile.wire.hot;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Decision.Deny;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.Profile;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.wire.ReplyTo;
import org.portcullis.profile.wire.ResponseEncoder;
import org.portcullis.profile.wire.WireObligation;
import org.portcullis.profile.wire.WireObligation.Assignment;

/**
 * Writes answers by filling in forms. The forms are answers of the reference codec, one for each kind of answer, which are
 * made when they are first needed. Thread-safe.
 */
final class TemplateEncoder implements ResponseEncoder {
    private static final String SOME_ID = "Q";
    private static final Permit BARE_PERMIT = new Permit(List.of());
    private static final Deny SOME_DENIAL = new Deny(ReasonCode.DENIED_BY_POLICY);

    private final ResponseEncoder reference;
    private final InstantSource clock;
    private final Map<Answer, Template> answers = new ConcurrentHashMap<>();
    private final Map<Refusal, Template> refusals = new ConcurrentHashMap<>();

    TemplateEncoder(ResponseEncoder reference, InstantSource clock) {
        this.reference = reference;
        this.clock = clock;
    }

    private record Answer(ReplyTo replyTo, Decision decision) {}

    private record Refusal(ReplyTo replyTo, ErrorKind kind) {}

    @Override
    public byte[] encode(ReplyTo replyTo, Decision decision) {
        if (!isPlain(replyTo)) {
            return reference.encode(replyTo, decision);
        }
        List<Obligation> obligations = decision instanceof Permit permit ? permit.obligations() : List.of();
        return answers.computeIfAbsent(
                        new Answer(anonymous(replyTo), kindOf(decision)),
                        key -> Template.of(reference.encode(key.replyTo(), key.decision())))
                .fill(replyTo.queryId(), now(), text(replyTo.profile(), obligations));
    }

    @Override
    public byte[] refuse(ReplyTo replyTo, ErrorKind kind) {
        if (!isPlain(replyTo)) {
            return reference.refuse(replyTo, kind);
        }
        return refusals.computeIfAbsent(
                        new Refusal(anonymous(replyTo), kind),
                        key -> Template.of(reference.refuse(key.replyTo(), key.kind())))
                .fill(replyTo.queryId(), now(), "");
    }

    /** Whether the ID can be written as it is; every ID that was read can. */
    private static boolean isPlain(ReplyTo replyTo) {
        return replyTo.queryId()
                .chars()
                .allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "_.-".indexOf(c) >= 0));
    }

    /** What the form depends on: whether there is an ID, not which. */
    private static ReplyTo anonymous(ReplyTo replyTo) {
        return new ReplyTo(replyTo.queryId().isEmpty() ? "" : SOME_ID, replyTo.namespace(), replyTo.profile());
    }

    /** No answer says why, and obligations are filled in. */
    private static Decision kindOf(Decision decision) {
        if (decision instanceof Permit) {
            return BARE_PERMIT;
        }
        return decision instanceof Deny ? SOME_DENIAL : decision;
    }

    /** As the reference writes time: whole seconds, and three digits for what they leave out. */
    private String now() {
        String seconds = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return seconds.substring(0, seconds.length() - 1) + ".000Z";
    }

    /** Ids, numbers and names of Unix have no character that XML would escape. */
    private static String text(Profile profile, List<Obligation> obligations) {
        if (obligations.isEmpty()) {
            return "";
        }
        StringBuilder xml = new StringBuilder(2048);
        xml.append("<xacml:Obligations xmlns:xacml=\"urn:oasis:names:tc:xacml:2.0:policy:schema:os\">");
        for (Obligation obligation : obligations) {
            append(xml, WireObligation.of(profile, obligation));
        }
        return xml.append("</xacml:Obligations>").toString();
    }

    private static void append(StringBuilder xml, WireObligation obligation) {
        xml.append("<xacml:Obligation FulfillOn=\"Permit\" ObligationId=\"")
                .append(obligation.id())
                .append("\">");
        for (Assignment assignment : obligation.assignments()) {
            xml.append("<xacml:AttributeAssignment AttributeId=\"")
                    .append(assignment.attributeId())
                    .append("\" DataType=\"")
                    .append(assignment.dataType())
                    .append("\">")
                    .append(assignment.value())
                    .append("</xacml:AttributeAssignment>");
        }
        xml.append("</xacml:Obligation>");
    }
}
