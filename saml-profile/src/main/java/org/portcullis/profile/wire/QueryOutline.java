package org.portcullis.profile.wire;

import static org.portcullis.profile.ErrorKind.MALFORMED_QUERY;
import static org.portcullis.profile.ErrorKind.MALFORMED_SOAP;
import static org.portcullis.profile.ErrorKind.MALFORMED_XML;
import static org.portcullis.profile.ErrorKind.SOAP_MUST_UNDERSTAND;
import static org.portcullis.profile.ErrorKind.SOAP_VERSION;
import static org.portcullis.profile.ErrorKind.SYNTAX_ERROR;
import static org.portcullis.profile.ErrorKind.UNACCEPTABLE_SIGNATURE;
import static org.portcullis.profile.ErrorKind.UNSUPPORTED_QUERY;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Profile;

/**
 * The shape of one message as it is being read: envelope, header, body, query, request context. Each level of nesting has
 * its own rules. Not thread-safe: belongs to one reading.
 */
final class QueryOutline {
    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String NEXT_ACTOR = "http://schemas.xmlsoap.org/soap/actor/next";
    private static final String SAML_PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String CONTEXT = "urn:oasis:names:tc:xacml:2.0:context:schema:os";
    private static final String POLICY = "urn:oasis:names:tc:xacml:2.0:policy:schema:os";
    private static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
    private static final Set<String> OTHER_REQUESTS = Set.of(
            "ArtifactResolve",
            "AssertionIDRequest",
            "AttributeQuery",
            "AuthnQuery",
            "AuthnRequest",
            "AuthzDecisionQuery",
            "LogoutRequest",
            "ManageNameIDRequest",
            "NameIDMappingRequest");
    private static final Set<String> SECTIONS = Set.of("Subject", "Resource", "Action", "Environment");
    private static final Set<String> SINGLE_SECTIONS = Set.of("Action", "Environment");

    private static final int ENVELOPE = 1;
    private static final int PART = 2;
    private static final int BLOCK = 3;
    private static final int QUERY_CHILD = 4;
    private static final int SECTION = 5;
    private static final int ATTRIBUTE = 6;
    private static final int VALUE = 7;

    private final StrictXml xml;
    private final XmlLimits limits;
    private final Set<String> ownNames;

    private ReplyTo replyTo = ReplyTo.UNKNOWN;
    private @Nullable ProtocolException firstViolation;
    private String part = "";
    private boolean bodySeen;
    private int bodyBlocks;
    private boolean inQuery;
    private boolean signed;
    private int requests;
    private boolean inRequest;
    private final Set<String> singleSectionsSeen = new HashSet<>();
    private int contextAttributes;
    private int values;

    QueryOutline(StrictXml xml, XmlLimits limits, Set<String> ownNames) {
        this.xml = xml;
        this.limits = limits;
        this.ownNames = ownNames;
    }

    void elementStarts() {
        if (inQuery && !inRequest && xml.depth() > QUERY_CHILD) {
            require(!isSignature(), UNACCEPTABLE_SIGNATURE, "a signature of something else than the query");
            return;
        }
        switch (xml.depth()) {
            case ENVELOPE -> envelope();
            case PART -> part();
            case BLOCK -> block();
            case QUERY_CHILD -> queryChild();
            case SECTION -> section();
            case ATTRIBUTE -> contextAttribute();
            case VALUE -> value();
            default -> require(!inRequest, SYNTAX_ERROR, "an element inside a value");
        }
    }

    void elementEnds() {
        switch (xml.depth() + 1) {
            case BLOCK -> inQuery = false;
            case QUERY_CHILD -> inRequest = false;
            default -> {}
        }
    }

    void text() {
        if (xml.isLongText()) {
            boolean ofValue = inRequest && xml.depth() >= VALUE;
            requireNow(!ofValue, "a value of unreasonable length");
            throw new ProtocolException(MALFORMED_XML, ReplyTo.UNKNOWN, "over a limit");
        }
        boolean ofOneBlock = xml.depth() >= BLOCK && !inQuery;
        boolean ofOneChild = xml.depth() >= QUERY_CHILD && !inRequest;
        if (ofOneBlock || ofOneChild || xml.depth() >= VALUE || xml.isBlank()) {
            return;
        }
        refuse(
                switch (xml.depth()) {
                    case ENVELOPE, PART -> MALFORMED_SOAP;
                    case BLOCK -> MALFORMED_QUERY;
                    default -> SYNTAX_ERROR;
                },
                "text between elements");
    }

    void comment() {
        if (inRequest && xml.depth() >= VALUE) {
            throw new ProtocolException(MALFORMED_XML, replyTo, "a comment inside a value");
        }
    }

    void documentEnds() {
        boolean wrapped = bodyBlocks > 1 && signed;
        require(!wrapped, UNACCEPTABLE_SIGNATURE, "a signed query beside another");
        require(wrapped || (bodySeen && bodyBlocks == 1), MALFORMED_SOAP, "not exactly one block in one body");
        require(requests == 1, MALFORMED_QUERY, "not exactly one request context");
        if (firstViolation != null) {
            throw firstViolation;
        }
    }

    ReplyTo replyTo() {
        return replyTo;
    }

    boolean isSigned() {
        return signed;
    }

    private void envelope() {
        require(xml.name().equals("Envelope"), MALFORMED_SOAP, "not an envelope");
        require(xml.namespace().equals(SOAP_11), SOAP_VERSION, "an envelope of another SOAP version");
    }

    private void part() {
        boolean header = xml.name().equals("Header") && part.isEmpty();
        boolean body = xml.name().equals("Body") && !bodySeen;
        require(xml.namespace().equals(SOAP_11) && (header || body), MALFORMED_SOAP, "not header, body");
        bodySeen |= body;
        part = xml.name();
    }

    private void block() {
        if (part.equals("Body")) {
            bodyBlocks++;
            bodyBlock();
        } else {
            String actor = xml.attribute(SOAP_11, "actor");
            boolean mandatory = Set.of("1", "true").contains(xml.attribute(SOAP_11, "mustUnderstand"));
            boolean ours = actor.isEmpty() || actor.equals(NEXT_ACTOR);
            require(!mandatory || !ours, SOAP_MUST_UNDERSTAND, "a mandatory header");
        }
    }

    private void bodyBlock() {
        Optional<WireNamespace> namespace = WireNamespace.ofProtocol(xml.namespace());
        boolean otherSaml = xml.namespace().equals(SAML_PROTOCOL) && OTHER_REQUESTS.contains(xml.name());
        boolean policyQuery = namespace.isPresent() && xml.name().equals("XACMLPolicyQuery");
        replyTo = new ReplyTo(
                QueryAttributes.readableId(xml), namespace.orElse(WireNamespace.WD5), Profile.AUTHZ_INTEROP);
        require(!otherSaml && !policyQuery, UNSUPPORTED_QUERY, "another kind of SAML request");
        inQuery = namespace.isPresent() && xml.name().equals("XACMLAuthzDecisionQuery");
        require(inQuery || otherSaml || policyQuery, MALFORMED_SOAP, "not a decision query");
        if (inQuery) {
            QueryAttributes.firstFault(xml, ownNames).ifPresent(kind -> refuse(kind, "attributes of the query"));
        }
    }

    private void queryChild() {
        if (!inQuery) {
            return;
        }
        inRequest = xml.name().equals("Request");
        if (inRequest) {
            requests++;
            require(requests == 1, MALFORMED_QUERY, "more than one request context");
            require(xml.namespace().equals(CONTEXT), SYNTAX_ERROR, "a request context of another version");
        } else if (xml.namespace().equals(SIGNATURE)) {
            require(isSignature() && !signed, UNACCEPTABLE_SIGNATURE, "not exactly one signature");
            signed = true;
        } else if (xml.namespace().equals(POLICY) || xml.name().equals("ReferencedPolicies")) {
            refuse(UNSUPPORTED_QUERY, "a policy of the caller's own");
        } else {
            boolean issuer = xml.namespace().equals(SAML) && xml.name().equals("Issuer");
            boolean extensions =
                    xml.namespace().equals(SAML_PROTOCOL) && xml.name().equals("Extensions");
            require(issuer || extensions, MALFORMED_QUERY, "an unknown element in the query");
        }
    }

    private boolean isSignature() {
        return xml.name().equals("Signature") && xml.namespace().equals(SIGNATURE);
    }

    private void section() {
        if (inRequest) {
            require(
                    xml.namespace().equals(CONTEXT) && SECTIONS.contains(xml.name()),
                    SYNTAX_ERROR,
                    "an unknown part of the request context");
            boolean again = SINGLE_SECTIONS.contains(xml.name()) && !singleSectionsSeen.add(xml.name());
            require(!again, SYNTAX_ERROR, "more than one action or environment");
        }
    }

    private void contextAttribute() {
        if (!inRequest) {
            return;
        }
        contextAttributes++;
        values = 0;
        requireNow(!xml.name().equals("ResourceContent"), "resource content");
        requireNow(contextAttributes <= limits.contextAttributes(), "too many attributes");
        boolean attribute = xml.namespace().equals(CONTEXT) && xml.name().equals("Attribute");
        require(
                attribute
                        && !xml.attribute("AttributeId").isEmpty()
                        && !xml.attribute("DataType").isEmpty(),
                SYNTAX_ERROR,
                "an attribute without id or data type");
    }

    private void value() {
        if (!inRequest) {
            return;
        }
        values++;
        requireNow(values <= limits.valuesPerAttribute(), "too many values");
        boolean value = xml.namespace().equals(CONTEXT) && xml.name().equals("AttributeValue");
        require(value, SYNTAX_ERROR, "something other than a value in an attribute");
    }

    /** For what makes reading on pointless: whatever follows, this is the answer. */
    private void requireNow(boolean holds, String detail) {
        if (!holds) {
            refuse(SYNTAX_ERROR, detail);
            if (firstViolation != null) {
                throw firstViolation;
            }
        }
    }

    private void require(boolean holds, ErrorKind kind, String otherwise) {
        if (!holds) {
            refuse(kind, otherwise);
        }
    }

    /** Keeps the first violation of the outermost layer: a broken envelope says more than what is inside it. */
    private void refuse(ErrorKind kind, String detail) {
        ProtocolException before = firstViolation;
        if (before == null
                || Fault.of(kind).layer().compareTo(Fault.of(before.kind()).layer()) < 0) {
            firstViolation = new ProtocolException(kind, replyTo, detail);
        }
    }
}
