package org.portcullis.policy.trace;

import java.util.Collection;
import java.util.List;

/** What a rule or a policy decided; an error says what might have been decided without it (XACML 3.0, 7.10). */
public enum Said {
    PERMIT,
    DENY,
    NOT_APPLICABLE,
    ERROR_FOR_PERMIT,
    ERROR_FOR_DENY,
    ERROR_FOR_BOTH;

    /** What a rule of that effect says, given what became of its question. */
    public static Said ofRule(boolean permits, Outcome outcome) {
        return switch (outcome) {
            case MATCHED -> permits ? PERMIT : DENY;
            case ERROR -> permits ? ERROR_FOR_PERMIT : ERROR_FOR_DENY;
            case NOT_MATCHED, NOT_ASKED -> NOT_APPLICABLE;
        };
    }

    /** Deny-overrides (XACML 3.0, appendix C.2). */
    public static Said denyOverrides(Collection<Said> parts) {
        if (parts.contains(DENY)) {
            return DENY;
        }
        boolean mayPermit = parts.contains(PERMIT) || parts.contains(ERROR_FOR_PERMIT);
        if (parts.contains(ERROR_FOR_BOTH) || (parts.contains(ERROR_FOR_DENY) && mayPermit)) {
            return ERROR_FOR_BOTH;
        }
        return List.of(ERROR_FOR_DENY, PERMIT, ERROR_FOR_PERMIT).stream()
                .filter(parts::contains)
                .findFirst()
                .orElse(NOT_APPLICABLE);
    }

    /** What a policy says whose target could not be asked (XACML 3.0, 7.14). */
    public Said withoutTarget() {
        return switch (this) {
            case PERMIT -> ERROR_FOR_PERMIT;
            case DENY -> ERROR_FOR_DENY;
            case NOT_APPLICABLE, ERROR_FOR_PERMIT, ERROR_FOR_DENY, ERROR_FOR_BOTH -> this;
        };
    }

    /** Whether something went wrong. */
    public boolean isError() {
        return this == ERROR_FOR_PERMIT || this == ERROR_FOR_DENY || this == ERROR_FOR_BOTH;
    }
}
