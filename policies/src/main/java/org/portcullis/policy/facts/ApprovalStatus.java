package org.portcullis.policy.facts;

import java.util.Locale;

/** How a VO stands at one moment with the site's approval of multi-user pilot jobs. */
public enum ApprovalStatus {
    ACTIVE,
    /** The site never approved, or the VO cannot be told. */
    MISSING,
    PENDING,
    /** Approved for a time that is over. */
    EXPIRED,
    SUSPENDED,
    /** Approved for a time that has not begun. */
    NOT_YET;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String word() {
        return word;
    }
}
