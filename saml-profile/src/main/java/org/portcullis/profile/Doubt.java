package org.portcullis.profile;

/**
 * Something about an asserted name that makes it unsafe to act on, found while reading it. A request in doubt is refused
 * whatever the policy says; the reason code names the doubt.
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
    /** The certificate chain does not belong to the DN that was named, or its VOMS attributes are not those named. */
    CREDENTIAL_MISMATCH("credential-mismatch"),
    /** The certificate chain, or the VOMS attributes in it, are not valid here and now. */
    CREDENTIAL_INVALID("credential-invalid");

    private final String reason;

    Doubt(String reason) {
        this.reason = reason;
    }

    /** The reason code of the Deny that this doubt leads to. */
    public ReasonCode reason() {
        return new ReasonCode(reason);
    }
}
