package org.portcullis.policy.catalogue;

import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
    /** The pack is refused. */
    ERROR,
    /** The pack is used; somebody should look at it. */
    WARNING;

    /** In lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
