package org.portcullis.profile.wire;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.portcullis.profile.ErrorKind;

/**
 * A cursor over XML from strangers: no DTD, no processing instructions, no entities but the five of XML, no XInclude,
 * and every size bounded. Not thread-safe: one cursor reads one document.
 */
final class StrictXml {
    /** The parser itself stops here, declarations of namespaces included, before it compares names with each other. */
    private static final String MOST_ATTRIBUTES_READ = "128";

    private static final XMLInputFactory FACTORY = hardenedFactory();
    private static final String XINCLUDE = "http://www.w3.org/2001/XInclude";

    private final XMLStreamReader reader;
    private final XmlLimits limits;
    private int depth;
    private int elements;
    private int textChars;

    StrictXml(String xml, XmlLimits limits) {
        this.limits = limits;
        try {
            reader = FACTORY.createXMLStreamReader(new StringReader(xml));
        } catch (XMLStreamException e) {
            throw malformed("not well-formed");
        }
    }

    private static XMLInputFactory hardenedFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty("jdk.xml.elementAttributeLimit", MOST_ATTRIBUTES_READ);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are refused");
        });
        return factory;
    }

    /**
     * Moves to the next event and says which: one of {@link XMLStreamConstants#START_ELEMENT}, {@code END_ELEMENT},
     * {@code CHARACTERS}, {@code COMMENT} and {@code END_DOCUMENT}.
     *
     * @throws ProtocolException if the document is not well-formed, holds what is refused, or exceeds a limit
     */
    int next() {
        int event = advance();
        return switch (event) {
            case XMLStreamConstants.START_ELEMENT -> started();
            case XMLStreamConstants.END_ELEMENT -> ended();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> characters();
            case XMLStreamConstants.COMMENT, XMLStreamConstants.END_DOCUMENT -> event;
            default -> throw malformed("a DOCTYPE, processing instruction or entity");
        };
    }

    private int advance() {
        try {
            return reader.next();
        } catch (XMLStreamException | RuntimeException e) {
            throw malformed("not well-formed");
        }
    }

    private int started() {
        depth++;
        elements++;
        textChars = 0;
        XmlLimits.Structure bounds = limits.structure();
        boolean tooMuch = depth > bounds.depth()
                || elements > bounds.elements()
                || reader.getAttributeCount() > bounds.attributesPerElement()
                || reader.getNamespaceCount() > bounds.namespacesPerElement();
        if (tooMuch || hasLongAttribute()) {
            throw malformed("over a limit");
        }
        if (XINCLUDE.equals(reader.getNamespaceURI())) {
            throw malformed("XInclude");
        }
        return XMLStreamConstants.START_ELEMENT;
    }

    private boolean hasLongAttribute() {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeValue(i).length() > limits.attributeChars()) {
                return true;
            }
        }
        return false;
    }

    private int ended() {
        depth--;
        textChars = 0;
        return XMLStreamConstants.END_ELEMENT;
    }

    private int characters() {
        textChars += reader.getTextLength();
        return XMLStreamConstants.CHARACTERS;
    }

    /** How many elements are open, the current one included. */
    int depth() {
        return depth;
    }

    /** Local name of the current element. */
    String name() {
        return reader.getLocalName();
    }

    /** Namespace of the current element, empty if it has none. */
    String namespace() {
        String namespace = reader.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    /** Value of an attribute without namespace, empty if it is not there. */
    String attribute(String name) {
        return attribute("", name);
    }

    /** Value of an attribute, empty if it is not there. */
    String attribute(String namespace, String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String found = reader.getAttributeNamespace(i);
            if (reader.getAttributeLocalName(i).equals(name) && namespace.equals(found == null ? "" : found)) {
                return reader.getAttributeValue(i);
            }
        }
        return "";
    }

    /** Whether the current element has this attribute without namespace. */
    boolean hasAttribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String found = reader.getAttributeNamespace(i);
            if (reader.getAttributeLocalName(i).equals(name) && (found == null || found.isEmpty())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the current text, which may come in several pieces, is longer than any may be. */
    boolean isLongText() {
        return textChars > limits.textChars();
    }

    /** Whether the current text is white space only. */
    boolean isBlank() {
        return reader.isWhiteSpace() || reader.getText().isBlank();
    }

    private static ProtocolException malformed(String detail) {
        return new ProtocolException(ErrorKind.MALFORMED_XML, ReplyTo.UNKNOWN, detail);
    }
}
