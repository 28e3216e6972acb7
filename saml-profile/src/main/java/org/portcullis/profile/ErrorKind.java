package org.portcullis.profile;

import java.util.Locale;

/** Everything that can go wrong with a question. What a PEP sees of each is decided by {@code wire.Fault} alone. */
public enum ErrorKind {
    /** Not well-formed, not UTF-8, a DOCTYPE or processing instruction, or over a limit. */
    MALFORMED_XML,
    /** Well-formed, but not a SOAP 1.1 envelope with one query in it. */
    MALFORMED_SOAP,
    /** An envelope of another SOAP version. */
    SOAP_VERSION,
    /** A header that must be understood and is not. */
    SOAP_MUST_UNDERSTAND,
    /** A SAML version before 2.0. */
    SAML_VERSION_TOO_LOW,
    /** A SAML version after 2.0. */
    SAML_VERSION_TOO_HIGH,
    /** The attributes or children of the query are not those of the profile. */
    MALFORMED_QUERY,
    /** A signature of another form than the one that is accepted, or one that does not verify. */
    UNACCEPTABLE_SIGNATURE,
    /** Signed too long ago, or in the future. */
    STALE_QUESTION,
    /** Signed, and asked before. */
    REPLAYED_QUESTION,
    /** Signed, and nobody can tell now whether it was asked before. */
    REPLAY_UNKNOWN,
    /** A SAML request of another kind, or one that brings its own policy. */
    UNSUPPORTED_QUERY,
    /** The caller is not entitled to ask this. */
    UNTRUSTED_PEP,
    /** The caller is banned, whoever is asked about. */
    BANNED_CALLER,
    /** The XACML request context breaks a rule of its own. */
    SYNTAX_ERROR,
    /** An attribute that every question needs is not there. */
    MISSING_ATTRIBUTE,
    /** Looking at a value would cost more than one question may. */
    OVER_BUDGET,
    /** The PEP advertised no obligation that we know. */
    OBLIGATIONS_NOT_UNDERSTOOD,
    /** What the decision depends on is older than it may be. */
    STALE_INFORMATION,
    /** There is no revocation list here of an authority of the chain. */
    REVOCATION_UNKNOWN,
    /** The policy could not be evaluated. */
    POLICY_ERROR,
    /** The lease store did not answer. */
    STORE_UNAVAILABLE,
    /** The audit record could not be kept. */
    AUDIT_UNAVAILABLE,
    /** A defect in this server. */
    SERVER_FAULT;

    /** The word used in the audit log and in metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
