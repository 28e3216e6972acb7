package org.portcullis.policy.facts;

import java.util.Locale;

/** A data file of a pack: one kind of record that the site keeps. */
public enum DataFile {
    VOS,
    OWNERS,
    FRAMEWORKS,
    REGIMES,
    PEPS,
    ROLES,
    PROXIES;

    /** As {@code pack.yaml} names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where it stands in the pack. */
    public String path() {
        return "data/" + word() + ".yaml";
    }
}
