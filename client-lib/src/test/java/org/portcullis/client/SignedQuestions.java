package org.portcullis.client;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Verifies signed queries with the XML signatures of the JDK. */
public final class SignedQuestions {
    private SignedQuestions() {}

    /** Whether the query in a SOAP message is signed with this key, as a whole. */
    public static boolean isSignedBy(String message, PublicKey key) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        Document document =
                factory.newDocumentBuilder().parse(new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
        Element query = (Element)
                document.getElementsByTagNameNS("*", "XACMLAuthzDecisionQuery").item(0);
        Element signature = (Element)
                query.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0);
        var context = new DOMValidateContext(key, signature);
        context.setIdAttributeNS(query, null, "ID");
        return XMLSignatureFactory.getInstance("DOM")
                .unmarshalXMLSignature(context)
                .validate(context);
    }
}
