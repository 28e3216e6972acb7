package org.portcullis.profile;

/** Which attribute and obligation vocabulary a PEP speaks. */
public enum Profile {
    /** OSG/EGEE authz-interop 1.1: SCAS, GUMS, PRIMA, dCache. */
    AUTHZ_INTEROP("authz-interop"),
    /** Argus, Grid worker node profile 1.0. */
    GRID_WN("grid-wn"),
    /** Argus, Grid computing element profile 1.0. */
    GRID_CE("grid-ce"),
    /** Argus, Common XACML authorization profile 1.1. */
    COMMON_AUTHZ("common-authz");

    private final String word;

    Profile(String word) {
        this.word = word;
    }

    /** The word used in the audit log. */
    public String word() {
        return word;
    }
}
