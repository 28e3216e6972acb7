package org.portcullis.pdp.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Decision.Deny;
import org.portcullis.profile.Decision.Indeterminate;
import org.portcullis.profile.Decision.NotApplicable;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.ReasonCode;

/** A decision in the two words of the audit log: what was said, and for which reason (empty if there is none). */
public record AnswerText(String decision, String reason) {
    private static final Map<String, ErrorKind> KINDS = Arrays.stream(ErrorKind.values())
            .collect(Collectors.toUnmodifiableMap(ErrorKind::word, Function.identity()));

    /** The words for this decision. */
    public static AnswerText of(Decision decision) {
        return decision.match(new Words());
    }

    /** The decision that these words stand for; the obligations are those of a Permit. */
    Decision toDecision(List<Obligation> obligations) {
        return switch (decision) {
            case "Permit" -> new Permit(obligations);
            case "Deny" -> new Deny(new ReasonCode(reason));
            case "NotApplicable" -> new NotApplicable();
            case "Indeterminate" -> new Indeterminate(kind());
            default -> throw new IllegalArgumentException("not a decision");
        };
    }

    private ErrorKind kind() {
        ErrorKind kind = KINDS.get(reason);
        if (kind == null) {
            throw new IllegalArgumentException("not a kind of error");
        }
        return kind;
    }

    private static final class Words implements Decision.Cases<AnswerText> {
        @Override
        public AnswerText permit(Permit permit) {
            return new AnswerText("Permit", "");
        }

        @Override
        public AnswerText deny(Deny deny) {
            return new AnswerText("Deny", deny.reason().value());
        }

        @Override
        public AnswerText notApplicable(NotApplicable notApplicable) {
            return new AnswerText("NotApplicable", "");
        }

        @Override
        public AnswerText indeterminate(Indeterminate indeterminate) {
            return new AnswerText("Indeterminate", indeterminate.kind().word());
        }
    }
}
