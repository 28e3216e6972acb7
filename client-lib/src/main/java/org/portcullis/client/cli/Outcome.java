package org.portcullis.client.cli;

import java.util.List;
import org.portcullis.client.Account;
import org.portcullis.client.Answer;
import org.portcullis.client.AuthzUnavailableException;

/**
 * How a question ended: the decision's word (empty when no server answered), the exit code, a message for people, and the
 * account, which is there for a Permit only.
 */
record Outcome(String decision, int exitCode, String message, List<Account> account) {
    private static final String INDETERMINATE = "Indeterminate";

    static Outcome of(Answer answer) {
        return answer.match(new OfAnswer());
    }

    static Outcome of(AuthzUnavailableException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case UNABLE -> without(INDETERMINATE, ExitCode.INDETERMINATE, message);
            case UNREACHABLE -> without("", ExitCode.UNREACHABLE, message);
            case OVERLOADED -> without("", ExitCode.OVERLOADED, message);
        };
    }

    boolean isDecision() {
        return !decision.isEmpty();
    }

    private static Outcome without(String decision, int exitCode, String message) {
        return new Outcome(decision, exitCode, message, List.of());
    }

    private static final class OfAnswer implements Answer.Cases<Outcome> {
        @Override
        public Outcome permit(Answer.Permit permit) {
            return new Outcome("Permit", ExitCode.PERMIT, "", List.of(permit.account()));
        }

        @Override
        public Outcome deny(Answer.Deny deny) {
            return without("Deny", ExitCode.DENY, "denied by " + deny.server().getAuthority());
        }

        @Override
        public Outcome notApplicable(Answer.NotApplicable none) {
            String message = "no policy of " + none.server().getAuthority() + " speaks about this";
            return without("NotApplicable", ExitCode.NOT_APPLICABLE, message);
        }

        @Override
        public Outcome indeterminate(Answer.Indeterminate open) {
            boolean notEntitled = open.status() == Answer.Status.NOT_ENTITLED;
            String message = open.server().getAuthority() + ": " + open.detail() + " ["
                    + open.status().word() + "]";
            return without(INDETERMINATE, notEntitled ? ExitCode.NOT_ENTITLED : ExitCode.INDETERMINATE, message);
        }
    }
}
