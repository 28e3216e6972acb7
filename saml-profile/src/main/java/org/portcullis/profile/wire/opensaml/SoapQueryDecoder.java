package org.portcullis.profile.wire.opensaml;

import java.io.StringReader;
import java.security.PublicKey;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import net.shibboleth.utilities.java.support.xml.XMLParserException;
import org.jspecify.annotations.Nullable;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.opensaml.saml.saml2.core.Issuer;
import org.opensaml.xacml.ctx.RequestType;
import org.opensaml.xacml.profile.saml.XACMLAuthzDecisionQueryType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.ContextReader;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.QueryDecoder;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.QueryGate.Admitted;
import org.portcullis.profile.wire.ReplyTo;
import org.portcullis.profile.wire.Seal;
import org.portcullis.profile.wire.WireNamespace;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads queries with OpenSAML. Issuer and issue instant of the query are not believed, unless it is signed. A signature is
 * verified on the same element that is then read.
 */
final class SoapQueryDecoder implements QueryDecoder {
    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String QUERY = "XACMLAuthzDecisionQuery";
    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final Pattern MARKUP = Pattern.compile("[<>]");

    private final OpenSamlRuntime runtime;
    private final QueryGate gate;

    SoapQueryDecoder(OpenSamlRuntime runtime, QueryGate gate) {
        this.runtime = runtime;
        this.gate = gate;
    }

    @Override
    public AuthzQuery decode(byte[] soap, Collection<PublicKey> keysOfCaller) {
        Admitted admitted = gate.admit(soap);
        ReplyTo replyTo = admitted.replyTo();
        Element element = queryElement(admitted.text(), replyTo);
        Optional<QuerySignature> signature =
                admitted.signed() ? Optional.of(QuerySignature.detach(element, replyTo)) : Optional.empty();
        XACMLAuthzDecisionQueryType query = unmarshal(element, replyTo);
        requireNoMarkup(query.getIssuer(), replyTo);
        RequestType context = Objects.requireNonNull(query.getRequest(), "the gate lets no query without one pass");
        AuthzRequest request = ContextReader.read(OpenSamlContext.of(context), replyTo);
        Seal seal = signature
                .map(own -> own.by(request.subject().credential(), keysOfCaller))
                .orElse(Seal.NONE);
        return new AuthzQuery(new ReplyTo(replyTo.queryId(), replyTo.namespace(), request.profile()), request, seal);
    }

    private Element queryElement(String xml, ReplyTo replyTo) {
        try {
            Document document = runtime.parserPool().parse(new StringReader(xml));
            return child(
                    child(document.getDocumentElement(), SOAP_11, "Body"),
                    replyTo.namespace().protocol(),
                    QUERY);
        } catch (XMLParserException e) {
            throw new ProtocolException(ErrorKind.MALFORMED_XML, replyTo, "not well-formed");
        }
    }

    private XACMLAuthzDecisionQueryType unmarshal(Element query, ReplyTo replyTo) {
        dropSchemaTypes(query);
        Node renamed = query.getOwnerDocument().renameNode(query, WireNamespace.WD5.protocol(), QUERY);
        try {
            return (XACMLAuthzDecisionQueryType) runtime.unmarshal((Element) renamed);
        } catch (UnmarshallingException e) {
            throw new ProtocolException(ErrorKind.MALFORMED_QUERY, replyTo, "not a query");
        }
    }

    /** What the gate looked at, and not an element of that name in a header or an extension. */
    private static Element child(Element parent, String namespace, String name) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element
                    && name.equals(element.getLocalName())
                    && namespace.equals(element.getNamespaceURI())) {
                return element;
            }
        }
        throw new IllegalStateException("the gate lets no message without " + name + " pass");
    }

    /** gSOAP puts xsi:type on everything, and on Issuer one that makes OpenSAML lose it. */
    private static void dropSchemaTypes(Element element) {
        element.removeAttributeNS(SCHEMA_INSTANCE, "type");
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                dropSchemaTypes(inner);
            }
        }
    }

    /**
     * The Globus C library copies the subject's DN into Issuer, escaped, and into the request context, not escaped. Markup
     * in the one shows that the other brought attributes of its own.
     */
    private static void requireNoMarkup(@Nullable Issuer issuer, ReplyTo replyTo) {
        if (issuer != null
                && issuer.getValue() != null
                && MARKUP.matcher(issuer.getValue()).find()) {
            throw new ProtocolException(ErrorKind.SYNTAX_ERROR, replyTo, "markup in the issuer");
        }
    }
}
