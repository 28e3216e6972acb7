package org.portcullis.profile.wire;

import org.portcullis.profile.ErrorKind;

/**
 * How an error leaves the house: the one place that knows SOAP, SAML and XACML codes. Every text is fixed; nothing of the
 * request, of the software or of the site is in it.
 */
public enum Fault {
    SOAP_CLIENT(Layer.SOAP, "Client", "", "the request is not acceptable"),
    SOAP_VERSION_MISMATCH(Layer.SOAP, "VersionMismatch", "", "only SOAP 1.1 is served"),
    SOAP_MUST_UNDERSTAND(Layer.SOAP, "MustUnderstand", "", "a mandatory header is not understood"),
    SOAP_SERVER(Layer.SOAP, "Server", "", "the server could not answer"),
    SAML_VERSION_TOO_LOW(Layer.SAML, "VersionMismatch", "RequestVersionTooLow", "only SAML 2.0 is served"),
    SAML_VERSION_TOO_HIGH(Layer.SAML, "VersionMismatch", "RequestVersionTooHigh", "only SAML 2.0 is served"),
    SAML_REQUESTER(Layer.SAML, "Requester", "", "the query is not acceptable"),
    SAML_REQUEST_UNSUPPORTED(Layer.SAML, "Requester", "RequestUnsupported", "this kind of query is not served"),
    SAML_REQUEST_DENIED(Layer.SAML, "Requester", "RequestDenied", "the caller is not entitled to ask this"),
    XACML_SYNTAX_ERROR(Layer.XACML, "syntax-error", "", "the request context is not acceptable"),
    XACML_MISSING_ATTRIBUTE(Layer.XACML, "missing-attribute", "", "the request lacks an attribute"),
    XACML_OBLIGATIONS(Layer.XACML, "processing-error", "", "no supported obligation is known to this server"),
    XACML_PROCESSING_ERROR(Layer.XACML, "processing-error", "", "the server is unable to decide");

    /** Which of the three languages of the answer carries the error. */
    public enum Layer {
        /** A SOAP 1.1 fault with HTTP status 500. */
        SOAP,
        /** A SAML status, and beside it an Indeterminate that no client chokes on. */
        SAML,
        /** SAML Success and an Indeterminate with that XACML status. */
        XACML
    }

    private final Layer layer;
    private final String code;
    private final String subcode;
    private final String text;

    Fault(Layer layer, String code, String subcode, String text) {
        this.layer = layer;
        this.code = code;
        this.subcode = subcode;
        this.text = text;
    }

    /** The one answer to each kind of error. */
    public static Fault of(ErrorKind kind) {
        return switch (kind) {
            case MALFORMED_XML, MALFORMED_SOAP -> SOAP_CLIENT;
            case SOAP_VERSION -> SOAP_VERSION_MISMATCH;
            case SOAP_MUST_UNDERSTAND -> Fault.SOAP_MUST_UNDERSTAND;
            case SAML_VERSION_TOO_LOW -> Fault.SAML_VERSION_TOO_LOW;
            case SAML_VERSION_TOO_HIGH -> Fault.SAML_VERSION_TOO_HIGH;
            case MALFORMED_QUERY, UNACCEPTABLE_SIGNATURE, STALE_QUESTION, REPLAYED_QUESTION -> SAML_REQUESTER;
            case UNSUPPORTED_QUERY -> SAML_REQUEST_UNSUPPORTED;
            case UNTRUSTED_PEP, BANNED_CALLER -> SAML_REQUEST_DENIED;
            case SYNTAX_ERROR -> XACML_SYNTAX_ERROR;
            case MISSING_ATTRIBUTE -> XACML_MISSING_ATTRIBUTE;
            case OBLIGATIONS_NOT_UNDERSTOOD -> XACML_OBLIGATIONS;
            case OVER_BUDGET,
                    REPLAY_UNKNOWN,
                    STALE_INFORMATION,
                    REVOCATION_UNKNOWN,
                    POLICY_ERROR,
                    STORE_UNAVAILABLE,
                    AUDIT_UNAVAILABLE -> XACML_PROCESSING_ERROR;
            case SERVER_FAULT -> SOAP_SERVER;
        };
    }

    /** Where in the answer the error is said. */
    public Layer layer() {
        return layer;
    }

    /** Local part of the SOAP fault code, of the SAML status or of the XACML status. */
    public String code() {
        return code;
    }

    /** Local part of the second-level SAML status; empty if there is none. */
    public String subcode() {
        return subcode;
    }

    /** Fixed text for fault string or status message. */
    public String text() {
        return text;
    }

    /** HTTP status that carries this answer. */
    public int httpStatus() {
        return layer == Layer.SOAP ? 500 : 200;
    }
}
