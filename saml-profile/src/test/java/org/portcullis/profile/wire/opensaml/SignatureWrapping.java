package org.portcullis.profile.wire.opensaml;

import javax.xml.crypto.dsig.XMLSignature;
import net.shibboleth.utilities.java.support.xml.SerializeSupport;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The eight classic ways to put a forged query where the signed one is looked for (On Breaking SAML, 2012). */
final class SignatureWrapping {
    private static final String SAML_PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";

    private final Document document;
    private final Element query;
    private final String evilName;

    private SignatureWrapping(String signed, String evilName) {
        this.document = TestSigner.parse(signed);
        this.query = TestSigner.element(document);
        this.evilName = evilName;
    }

    /** The signed query, wrapped in the way of that number, so that somebody else is asked about. */
    static String wrap(int number, String signed, String evilName) {
        var wrapping = new SignatureWrapping(signed, evilName);
        wrapping.permute(number);
        return SerializeSupport.nodeToString(wrapping.document);
    }

    private void permute(int number) {
        Element bare = unsignedCopy();
        switch (number) {
            case 1 -> forgedSignature().appendChild(bare);
            case 2 -> query.insertBefore(bare, forgedSignature());
            case 3 -> query.getParentNode().insertBefore(forged(bare), query);
            case 4 -> {
                query.getParentNode().replaceChild(forged(bare), query);
                bare.appendChild(query);
            }
            case 5 -> forged(query).getParentNode().appendChild(bare);
            case 6 -> within(bare, XMLSignature.XMLNS, "ds:KeyInfo", forgedSignature());
            case 7 -> within(forged(bare), SAML_PROTOCOL, "samlp:Extensions", query);
            case 8 -> within(bare, XMLSignature.XMLNS, "ds:Object", forgedSignature());
            default -> throw new IllegalArgumentException("there are eight ways");
        }
    }

    private void within(Element inner, String namespace, String name, Element outer) {
        Element wrapper = document.createElementNS(namespace, name);
        wrapper.appendChild(inner);
        outer.appendChild(wrapper);
    }

    private Element unsignedCopy() {
        Element copy = (Element) query.cloneNode(true);
        TestSigner.remove(TestSigner.signature(copy));
        return copy;
    }

    private Element forgedSignature() {
        return TestSigner.signature(forged(query));
    }

    private Element forged(Element element) {
        element.setAttribute("ID", "_evil");
        NodeList attributes = element.getElementsByTagNameNS("*", "Attribute");
        for (int i = 0; i < attributes.getLength(); i++) {
            Element attribute = (Element) attributes.item(i);
            if (attribute.getAttribute("AttributeId").endsWith("subject-x509-id")) {
                attribute.getElementsByTagNameNS("*", "AttributeValue").item(0).setTextContent(evilName);
            }
        }
        return element;
    }
}
