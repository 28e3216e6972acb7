package org.portcullis.pdp.ban;

/** What a ban looks at. */
public enum BanKind {
    DN,
    CA,
    SERIAL,
    FQAN,
    FQAN_SUBTREE,
    VO,
    VO_PILOT_JOBS,
    PILOT,
    HOST,
    ISSUER,
    TOKEN_SUBJECT,
    TOKEN_ID,
    TOKEN_KEY
}
