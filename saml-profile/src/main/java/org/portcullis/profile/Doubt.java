package org.portcullis.profile;

/**
 * Something about an asserted name or its proof that makes it unsafe to act on. A request in doubt is refused whatever the
 * policy says, and the reason code names the doubt; those that do not {@linkplain #refuses() refuse} are noted: what they
 * are about was not believed.
 */
public enum Doubt {
    /** A slash inside a value lets two different principals have this text. */
    DN_AMBIGUOUS("dn-ambiguous"),
    /** One word mixes alphabets, so that the name looks like another one (UTS 39, mixed scripts). */
    DN_CONFUSABLE("dn-confusable"),
    /** Spelt with the letters of an FQAN but not built like one. */
    FQAN_MALFORMED("fqan-malformed"),
    /** The primary FQAN is not among the FQANs. */
    FQAN_PRIMARY_MISSING("fqan-primary-missing"),
    /** The certificate chain does not belong to the DN that was named, or what was said of it is not so. */
    CREDENTIAL_MISMATCH("credential-mismatch"),
    /** A pilot that asks by itself names another pilot. */
    PILOT_MISMATCH("pilot-identity-mismatch"),
    /** A certificate of the chain is on a revocation list. */
    CREDENTIAL_REVOKED("credential-revoked"),
    /** The time of a certificate of the chain is over. */
    CREDENTIAL_EXPIRED("credential-expired"),
    /** The time of a certificate of the chain has not come. */
    CREDENTIAL_NOT_YET_VALID("credential-not-yet-valid"),
    /** No authority that is trusted here issued it, or not for this name. */
    CREDENTIAL_UNTRUSTED("credential-untrusted"),
    /** The revocation list of an authority of the chain is too old for anybody to tell whether a certificate was revoked. */
    CREDENTIAL_UNVERIFIABLE("credential-unverifiable"),
    /** The chain is not one, or the VOMS attributes in it are not what they claim to be. */
    CREDENTIAL_INVALID("credential-invalid"),
    /** The time of the token is over. */
    TOKEN_EXPIRED("token-expired"),
    /** Nobody who is trusted here issued the token, as far as can be told now. */
    TOKEN_UNTRUSTED("token-untrusted"),
    /** The token is not one, is not for us, or not yet. */
    TOKEN_INVALID("token-invalid"),
    /** The VOMS attributes were made to live longer than any site lets them. */
    ATTRIBUTES_TOO_LONG("ac-too-long"),
    /** This server has no revocation list of an authority of the chain; another one may. */
    REVOCATION_UNKNOWN("revocation-unknown"),
    /** The VOMS attributes count for nothing, because their time is over or has not come. */
    ATTRIBUTES_NOT_VALID_NOW("ac-not-valid-now", false),
    /** The VOMS attributes count for nothing, because no server that is known here signed them. */
    ATTRIBUTES_UNVERIFIABLE("ac-unverifiable", false),
    /** Attributes came that only this service may set; they were not read. */
    ATTRIBUTES_RESERVED("reserved-attributes", false);

    private final String reason;
    private final boolean refuses;

    Doubt(String reason) {
        this(reason, true);
    }

    Doubt(String reason, boolean refuses) {
        this.reason = reason;
        this.refuses = refuses;
    }

    /** Whether a request in this doubt is refused whatever the policy says. */
    public boolean refuses() {
        return refuses;
    }

    /** Whether it is this server that cannot tell, so that the question is for another one. */
    public boolean isOfServer() {
        return this == REVOCATION_UNKNOWN;
    }

    /** The word for it: of the Deny that it leads to, and in the audit log. */
    public ReasonCode reason() {
        return new ReasonCode(reason);
    }
}
