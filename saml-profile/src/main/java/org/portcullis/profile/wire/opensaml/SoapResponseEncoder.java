package org.portcullis.profile.wire.opensaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import javax.xml.namespace.QName;
import net.shibboleth.utilities.java.support.xml.SerializeSupport;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.io.MarshallingException;
import org.opensaml.saml.common.SAMLVersion;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.Issuer;
import org.opensaml.saml.saml2.core.NameIDType;
import org.opensaml.saml.saml2.core.Response;
import org.opensaml.saml.saml2.core.Statement;
import org.opensaml.saml.saml2.core.Status;
import org.opensaml.saml.saml2.core.StatusCode;
import org.opensaml.saml.saml2.core.StatusMessage;
import org.opensaml.soap.soap11.Body;
import org.opensaml.soap.soap11.Envelope;
import org.opensaml.soap.soap11.Fault;
import org.opensaml.soap.soap11.FaultCode;
import org.opensaml.soap.soap11.FaultString;
import org.opensaml.xacml.profile.saml.XACMLAuthzDecisionStatementType;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Decision.Indeterminate;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.Fault.Layer;
import org.portcullis.profile.wire.ReplyTo;
import org.portcullis.profile.wire.ResponseEncoder;
import org.portcullis.profile.wire.WireNamespace;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Writes the smallest answer that every known client takes: one assertion, one statement by xsi:type,
 * one result with a status code, compact values, SOAP 1.1, unsigned.
 */
final class SoapResponseEncoder implements ResponseEncoder {
    private static final String SUCCESS = "Success";
    private static final String STATUS = "urn:oasis:names:tc:SAML:2.0:status:";
    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    private final OpenSamlRuntime runtime;
    private final OpenSamlResult results;
    private final String issuer;
    private final InstantSource clock;

    SoapResponseEncoder(OpenSamlRuntime runtime, String issuer, InstantSource clock) {
        this.runtime = runtime;
        this.results = new OpenSamlResult(runtime);
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public byte[] encode(ReplyTo replyTo, Decision decision) {
        return bytes(replyTo, response(replyTo, decision, status(SUCCESS, "", "")));
    }

    @Override
    public byte[] refuse(ReplyTo replyTo, ErrorKind kind) {
        var fault = org.portcullis.profile.wire.Fault.of(kind);
        if (fault.layer() == Layer.SOAP) {
            return bytes(replyTo, soapFault(fault.code(), fault.text()));
        }
        boolean ofSaml = fault.layer() == Layer.SAML;
        Status status = ofSaml ? status(fault.code(), fault.subcode(), fault.text()) : status(SUCCESS, "", "");
        return bytes(replyTo, response(replyTo, new Indeterminate(kind), status));
    }

    private Response response(ReplyTo replyTo, Decision decision, Status status) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Response response = runtime.build(Response.class, Response.DEFAULT_ELEMENT_NAME);
        response.setID(freshId());
        response.setIssueInstant(now);
        response.setVersion(SAMLVersion.VERSION_20);
        if (!replyTo.queryId().isEmpty()) {
            response.setInResponseTo(replyTo.queryId());
        }
        response.setIssuer(issuer());
        response.setStatus(status);
        response.getAssertions().add(assertion(now, replyTo, decision));
        return response;
    }

    private Assertion assertion(Instant now, ReplyTo replyTo, Decision decision) {
        XACMLAuthzDecisionStatementType statement = runtime.build(
                XACMLAuthzDecisionStatementType.class,
                Statement.DEFAULT_ELEMENT_NAME,
                XACMLAuthzDecisionStatementType.TYPE_NAME_XACML20);
        statement.setResponse(results.of(replyTo.profile(), decision));
        Assertion assertion = runtime.build(Assertion.class, Assertion.DEFAULT_ELEMENT_NAME);
        assertion.setID(freshId());
        assertion.setIssueInstant(now);
        assertion.setVersion(SAMLVersion.VERSION_20);
        assertion.setIssuer(issuer());
        assertion.getStatements().add(statement);
        return assertion;
    }

    private Issuer issuer() {
        Issuer name = runtime.build(Issuer.class, Issuer.DEFAULT_ELEMENT_NAME);
        name.setFormat(NameIDType.ENTITY);
        name.setValue(issuer);
        return name;
    }

    private Status status(String code, String subcode, String message) {
        Status status = runtime.build(Status.class, Status.DEFAULT_ELEMENT_NAME);
        StatusCode first = statusCode(code);
        status.setStatusCode(first);
        if (!subcode.isEmpty()) {
            first.setStatusCode(statusCode(subcode));
        }
        if (!message.isEmpty()) {
            StatusMessage text = runtime.build(StatusMessage.class, StatusMessage.DEFAULT_ELEMENT_NAME);
            text.setValue(message);
            status.setStatusMessage(text);
        }
        return status;
    }

    private StatusCode statusCode(String code) {
        StatusCode element = runtime.build(StatusCode.class, StatusCode.DEFAULT_ELEMENT_NAME);
        element.setValue(STATUS + code);
        return element;
    }

    private Fault soapFault(String code, String text) {
        FaultCode codeElement = runtime.build(FaultCode.class, FaultCode.DEFAULT_ELEMENT_NAME);
        codeElement.setValue(new QName(FaultCode.CLIENT.getNamespaceURI(), code, FaultCode.CLIENT.getPrefix()));
        FaultString message = runtime.build(FaultString.class, FaultString.DEFAULT_ELEMENT_NAME);
        message.setValue(text);
        Fault fault = runtime.build(Fault.class, Fault.DEFAULT_ELEMENT_NAME);
        fault.setCode(codeElement);
        fault.setMessage(message);
        return fault;
    }

    private byte[] bytes(ReplyTo replyTo, XMLObject block) {
        Envelope envelope = runtime.build(Envelope.class, Envelope.DEFAULT_ELEMENT_NAME);
        Body body = runtime.build(Body.class, Body.DEFAULT_ELEMENT_NAME);
        body.getUnknownXMLObjects().add(block);
        envelope.setBody(body);
        try {
            Element element = runtime.marshal(envelope);
            useNamespaceOf(replyTo, element);
            return SerializeSupport.nodeToString(element).getBytes(UTF_8);
        } catch (MarshallingException e) {
            throw new IllegalStateException("an answer could not be written", e);
        }
    }

    /** OpenSAML knows the statement type in one namespace only; the others differ in nothing but the declaration. */
    private static void useNamespaceOf(ReplyTo replyTo, Element envelope) {
        NodeList statements =
                envelope.getElementsByTagNameNS(Statement.DEFAULT_ELEMENT_NAME.getNamespaceURI(), "Statement");
        for (int i = 0; i < statements.getLength(); i++) {
            Element statement = (Element) statements.item(i);
            if (replyTo.namespace() != WireNamespace.WD5) {
                String prefix = XACMLAuthzDecisionStatementType.TYPE_NAME_XACML20.getPrefix();
                statement.setAttributeNS(
                        XMLNS, "xmlns:" + prefix, replyTo.namespace().assertion());
            }
        }
    }

    private static String freshId() {
        return "_" + UUID.randomUUID();
    }
}
