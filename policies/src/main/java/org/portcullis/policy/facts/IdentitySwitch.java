package org.portcullis.policy.facts;

import java.util.Locale;

/** Whether the work is run under the account of its owner, and if not, why that may be. */
public enum IdentitySwitch {
    /** Nobody else's pilot brings the work. */
    NOT_NEEDED,
    /** The PEP can do it. */
    POSSIBLE,
    /** The PEP cannot, and the regime in force does not ask for it. */
    SUSPENDED,
    /** The PEP cannot, and the site has excepted it. */
    EXCEPTED,
    /** The PEP cannot, and must. */
    REQUIRED;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Whether the work may run, but under the pilot's account. */
    boolean isWaived() {
        return this == SUSPENDED || this == EXCEPTED;
    }

    public String word() {
        return word;
    }
}
