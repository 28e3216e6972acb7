package org.portcullis.client.xml;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML from strangers: UTF-8 only, no DOCTYPE, no processing instruction, no comment, nothing fetched, and bounded in
 * bytes, depth and number of elements. Thread-safe.
 */
public final class StrictXml {
    /** Largest document, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    /** The attribute {@code xsi:type}; its value is read as a qualified name and kept as <code>{namespace}local</code>. */
    public static final QName XSI_TYPE = new QName(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "type");

    private static final int MAX_DEPTH = 32;
    private static final int MAX_ELEMENTS = 4096;

    private final XMLInputFactory factory;

    /** A reader on the JDK's own parser. */
    public StrictXml() {
        factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entity");
        });
    }

    /**
     * Reads one document and returns its root.
     *
     * @throws XmlRefusedException if it is not well-formed, holds what is not accepted, or is too large
     */
    public XmlElement parse(byte[] document) throws XmlRefusedException {
        try {
            XMLStreamReader reader = reader(document);
            Cursor cursor = new Cursor(reader);
            XmlElement root = cursor.root();
            reader.close();
            return root;
        } catch (XMLStreamException e) {
            throw new XmlRefusedException("the answer is not well-formed XML", e);
        }
    }

    private XMLStreamReader reader(byte[] document) throws XmlRefusedException, XMLStreamException {
        if (document.length > MAX_BYTES) {
            throw new XmlRefusedException("the answer is larger than " + MAX_BYTES + " bytes");
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document));
            synchronized (factory) {
                return factory.createXMLStreamReader(new StringReader(text.toString()));
            }
        } catch (CharacterCodingException e) {
            throw new XmlRefusedException("the answer is not UTF-8", e);
        }
    }

    /** Where one reading stands. Used by one thread. */
    private static final class Cursor {
        private final XMLStreamReader reader;
        private int elements;

        Cursor(XMLStreamReader reader) {
            this.reader = reader;
        }

        XmlElement root() throws XMLStreamException, XmlRefusedException {
            if (next() != XMLStreamConstants.START_ELEMENT) {
                throw new XmlRefusedException("the answer has no root element");
            }
            XmlElement root = element(1);
            if (next() != XMLStreamConstants.END_DOCUMENT) {
                throw new XmlRefusedException("the answer goes on after its end");
            }
            return root;
        }

        private XmlElement element(int depth) throws XMLStreamException, XmlRefusedException {
            if (depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
                throw new XmlRefusedException("the answer is nested too deeply or has too many elements");
            }
            QName name = reader.getName();
            Map<QName, String> attributes = attributes();
            List<XmlElement> children = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            int event = next();
            while (event != XMLStreamConstants.END_ELEMENT) {
                if (event == XMLStreamConstants.START_ELEMENT) {
                    children.add(element(depth + 1));
                } else {
                    text.append(reader.getText());
                }
                event = next();
            }
            return new XmlElement(name, attributes, children, text.toString());
        }

        private Map<QName, String> attributes() throws XmlRefusedException {
            Map<QName, String> attributes = new HashMap<>();
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                QName name = reader.getAttributeName(i);
                String value = reader.getAttributeValue(i);
                attributes.put(name, name.equals(XSI_TYPE) ? qualified(value) : value);
            }
            return attributes;
        }

        private String qualified(String value) throws XmlRefusedException {
            int colon = value.indexOf(':');
            String namespace = reader.getNamespaceURI(colon < 0 ? "" : value.substring(0, colon));
            if (namespace == null) {
                throw new XmlRefusedException("the answer uses an undeclared prefix");
            }
            return new QName(namespace, value.substring(colon + 1)).toString();
        }

        private int next() throws XMLStreamException, XmlRefusedException {
            int event = reader.next();
            return switch (event) {
                case XMLStreamConstants.START_ELEMENT,
                        XMLStreamConstants.END_ELEMENT,
                        XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.END_DOCUMENT -> event;
                case XMLStreamConstants.SPACE -> next();
                default ->
                    throw new XmlRefusedException("the answer holds a DOCTYPE, comment or processing instruction");
            };
        }
    }
}
