package org.portcullis.client;

import static org.portcullis.client.Namespaces.CONTEXT;
import static org.portcullis.client.Namespaces.POLICY;
import static org.portcullis.client.Namespaces.SAML;
import static org.portcullis.client.Namespaces.SAML_PROTOCOL;
import static org.portcullis.client.Namespaces.SIGNATURE;
import static org.portcullis.client.Namespaces.SOAP;

import java.net.URI;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import org.portcullis.client.Answer.Status;
import org.portcullis.client.AuthzUnavailableException.Reason;
import org.portcullis.client.xml.StrictXml;
import org.portcullis.client.xml.XmlElement;
import org.portcullis.client.xml.XmlRefusedException;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.wire.WireNamespace;

/**
 * Bytes to {@link Reply}, believing as little as possible. Bytes that are no answer to our question make the server
 * unable; an answer to our question that breaks a rule is final and is not a Permit. Thread-safe.
 */
public final class ResponseDecoder {
    private static final String SAML_STATUS = "urn:oasis:names:tc:SAML:2.0:status:";
    private static final String XACML_STATUS = "urn:oasis:names:tc:xacml:1.0:status:";
    private static final String STATEMENT_TYPE =
            new QName(WireNamespace.WD5.assertion(), "XACMLAuthzDecisionStatementType").toString();

    private static final Set<QName> IN_RESPONSE = Set.of(
            new QName(SAML, "Issuer"),
            new QName(SIGNATURE, "Signature"),
            new QName(SAML_PROTOCOL, "Status"),
            new QName(SAML, "Assertion"));
    private static final Set<QName> IN_ASSERTION =
            Set.of(new QName(SAML, "Issuer"), new QName(SIGNATURE, "Signature"), new QName(SAML, "Statement"));
    private static final Set<QName> IN_STATEMENT =
            Set.of(new QName(CONTEXT, "Response"), new QName(CONTEXT, "Request"));
    private static final Set<QName> IN_CONTEXT = Set.of(new QName(CONTEXT, "Result"));
    private static final Set<QName> IN_RESULT =
            Set.of(new QName(CONTEXT, "Decision"), new QName(CONTEXT, "Status"), new QName(POLICY, "Obligations"));

    private final StrictXml xml = new StrictXml();

    /** What an answer is held against: who was asked, under which ID, and the obligations that can be carried out. */
    public record Asked(URI server, String queryId, Set<ObligationId> supported) {
        /** Copies the set. */
        public Asked {
            supported = Set.copyOf(supported);
        }
    }

    /** Reads a response or a SOAP fault. */
    public Reply decode(Asked asked, byte[] soap) {
        try {
            XmlElement answer = bodyOf(xml.parse(soap));
            return answer.is(SOAP, "Fault") ? fault(asked, answer) : response(asked, answer);
        } catch (XmlRefusedException e) {
            return unreadable(String.valueOf(e.getMessage()));
        } catch (NoAnswerException e) {
            return unreadable(e.why());
        } catch (NotBelievedException e) {
            return new Reply.Final(new Answer.Indeterminate(asked.server(), e.status(), e.why()));
        }
    }

    /** Reads a SOAP fault and takes nothing else for an answer, as for HTTP status 500. */
    public Reply decodeFault(Asked asked, byte[] soap) {
        try {
            XmlElement answer = bodyOf(xml.parse(soap));
            return answer.is(SOAP, "Fault") ? fault(asked, answer) : unreadable("http status 500 without a fault");
        } catch (XmlRefusedException | NoAnswerException e) {
            return unreadable("http status 500 without a fault");
        }
    }

    private static Reply unreadable(String why) {
        return new Reply.Unable(Reason.UNREACHABLE, why);
    }

    private static XmlElement bodyOf(XmlElement envelope) {
        boolean soap = envelope.is(SOAP, "Envelope") && envelope.children().size() == 1;
        List<XmlElement> content =
                envelope.only(SOAP, "Body").map(XmlElement::children).orElse(List.of());
        if (!soap || content.size() != 1) {
            throw new NoAnswerException("the answer is not a SOAP envelope with one message");
        }
        return content.get(0);
    }

    /** SOAP 1.1, section 4.4.1: the part before a dot is the class of the fault. */
    private static Reply fault(Asked asked, XmlElement fault) {
        String code =
                fault.only("", "faultcode").map(XmlElement::text).orElse("").strip();
        String fixed = code.substring(code.indexOf(':') + 1).split("\\.", 2)[0];
        return switch (fixed) {
            case "Client", "VersionMismatch", "MustUnderstand" -> refused(asked, Status.QUERY_REFUSED, "SOAP " + fixed);
            default -> new Reply.Unable(Reason.UNREACHABLE, "the server could not answer (SOAP fault)");
        };
    }

    private static Reply refused(Asked asked, Status status, String detail) {
        return new Reply.Final(
                new Answer.Indeterminate(asked.server(), status, "the server refuses the query (" + detail + ")"));
    }

    private static Reply response(Asked asked, XmlElement response) {
        if (!response.is(SAML_PROTOCOL, "Response")
                || !response.attribute("InResponseTo").equals(asked.queryId())) {
            throw new NoAnswerException("the answer is not a response to this query");
        }
        XmlElement top = response.only(SAML_PROTOCOL, "Status")
                .flatMap(status -> status.only(SAML_PROTOCOL, "StatusCode"))
                .orElseThrow(() -> new NotBelievedException("the answer has no SAML status"));
        return switch (top.attribute("Value")) {
            case SAML_STATUS + "Success" -> success(asked, response);
            case SAML_STATUS + "Responder" ->
                new Reply.Unable(Reason.UNABLE, "the server is unable to decide (Responder)");
            case SAML_STATUS + "Requester" -> requester(asked, top);
            case SAML_STATUS + "VersionMismatch" -> refused(asked, Status.QUERY_REFUSED, "VersionMismatch");
            default -> throw new NotBelievedException("the answer has an unknown SAML status");
        };
    }

    private static Reply requester(Asked asked, XmlElement top) {
        boolean denied = top.children(SAML_PROTOCOL, "StatusCode").stream()
                .anyMatch(sub -> sub.attribute("Value").equals(SAML_STATUS + "RequestDenied"));
        return denied
                ? refused(asked, Status.NOT_ENTITLED, "this PEP is not entitled to ask this")
                : refused(asked, Status.QUERY_REFUSED, "Requester");
    }

    private static Reply success(Asked asked, XmlElement response) {
        requireOnly(response, IN_RESPONSE);
        XmlElement assertion = one(response, SAML, "Assertion");
        requireOnly(assertion, IN_ASSERTION);
        XmlElement statement = one(assertion, SAML, "Statement");
        if (!response.attribute("Version").equals("2.0")
                || !statement.attributes().getOrDefault(StrictXml.XSI_TYPE, "").equals(STATEMENT_TYPE)) {
            throw new NotBelievedException("the answer is not an XACML decision statement in SAML 2.0");
        }
        requireOnly(statement, IN_STATEMENT);
        XmlElement context = one(statement, CONTEXT, "Response");
        requireOnly(context, IN_CONTEXT);
        return result(asked, one(context, CONTEXT, "Result"));
    }

    private static Reply result(Asked asked, XmlElement result) {
        requireOnly(result, IN_RESULT);
        String status = result.only(CONTEXT, "Status")
                .flatMap(s -> s.only(CONTEXT, "StatusCode"))
                .map(code -> code.attribute("Value"))
                .orElse("");
        return switch (one(result, CONTEXT, "Decision").text().strip()) {
            case "Permit" -> permit(asked, result, status);
            case "Deny" -> new Reply.Final(new Answer.Deny(asked.server()));
            case "NotApplicable" -> new Reply.Final(new Answer.NotApplicable(asked.server()));
            case "Indeterminate" -> indeterminate(asked, status);
            default -> throw new NotBelievedException("the answer holds an unknown decision");
        };
    }

    private static Reply permit(Asked asked, XmlElement result, String status) {
        boolean silent = result.children(CONTEXT, "Status").isEmpty();
        if (!silent && !status.equals(XACML_STATUS + "ok")) {
            throw new NotBelievedException("the answer is a Permit with an error status");
        }
        Account account = GrantedAccount.read(result, asked.supported());
        return new Reply.Final(new Answer.Permit(asked.server(), account));
    }

    private static Reply indeterminate(Asked asked, String status) {
        return switch (status) {
            case XACML_STATUS + "processing-error" ->
                new Reply.Unable(Reason.UNABLE, "the server is unable to decide (processing-error)");
            case XACML_STATUS + "syntax-error" -> refused(asked, Status.SYNTAX_ERROR, "syntax-error");
            case XACML_STATUS + "missing-attribute" -> refused(asked, Status.MISSING_ATTRIBUTE, "missing-attribute");
            default -> refused(asked, Status.OTHER, "Indeterminate");
        };
    }

    private static XmlElement one(XmlElement parent, String namespace, String name) {
        return parent.only(namespace, name)
                .orElseThrow(() -> new NotBelievedException("the answer has not exactly one " + name));
    }

    /** Nothing may stand beside what we read: an encrypted assertion or a condition would be overlooked. */
    private static void requireOnly(XmlElement parent, Set<QName> known) {
        if (!parent.children().stream().map(XmlElement::name).allMatch(known::contains)) {
            throw new NotBelievedException("the answer has something unexpected in its "
                    + parent.name().getLocalPart());
        }
    }
}
