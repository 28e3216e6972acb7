package org.portcullis.profile.wire.hot;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.portcullis.profile.wire.XmlLimits;

/**
 * Moves from tag to tag of a screened message and declines what does not fit: other names, text between elements, more than
 * the limits. Not thread-safe: one cursor reads one message.
 */
final class Cursor {
    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    /** Parsers have bounds of their own for names; these are well below. */
    private static final int LONGEST_PREFIX = 64;

    private static final int LONGEST_NAMESPACE = 512;

    private final XMLStreamReader reader;
    private final XmlLimits limits;
    private String[] attributeValues = new String[8];
    private int elements;

    Cursor(XMLStreamReader reader, XmlLimits limits) {
        this.reader = reader;
        this.limits = limits;
    }

    /** Goes to the next tag: true if an element starts there, false if the current one ends. */
    boolean startsNext() {
        int event = advance();
        if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.SPACE) {
            requireBlank();
            event = advance();
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
            requireWithinLimits();
            return true;
        }
        Declined.unless(event == XMLStreamConstants.END_ELEMENT, "something other than elements");
        return false;
    }

    /** Goes into the next element, which has to be this one. */
    void enter(String namespace, String name) {
        Declined.unless(startsNext() && isAt(namespace, name), "another element");
    }

    /** Goes out of the current element, which has to end here. */
    void leave() {
        Declined.unless(!startsNext(), "one more element");
    }

    /** The document has to end here. */
    void end() {
        int event = advance();
        if (event == XMLStreamConstants.SPACE || event == XMLStreamConstants.CHARACTERS) {
            event = advance();
        }
        Declined.unless(event == XMLStreamConstants.END_DOCUMENT, "something after the envelope");
    }

    boolean isAt(String namespace, String name) {
        return name.equals(reader.getLocalName()) && namespace.equals(reader.getNamespaceURI());
    }

    String name() {
        return reader.getLocalName();
    }

    String namespace() {
        String namespace = reader.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    /** The text of the current element, which ends with it. */
    String text() {
        try {
            String text = reader.getElementText();
            Declined.unless(text.length() <= limits.textChars(), "over a limit");
            return text;
        } catch (XMLStreamException e) {
            throw Declined.because("not text alone");
        }
    }

    int attributes() {
        return reader.getAttributeCount();
    }

    /** Name of an attribute, empty for {@code xsi:type}, which says nothing. */
    String attributeName(int index) {
        String namespace = reader.getAttributeNamespace(index);
        String name = reader.getAttributeLocalName(index);
        if (namespace == null || namespace.isEmpty()) {
            return name;
        }
        Declined.unless(namespace.equals(SCHEMA_INSTANCE) && name.equals("type"), "an attribute of another namespace");
        return "";
    }

    String attribute(int index) {
        return attributeValues[index];
    }

    /** Declines an element that has more than {@code xsi:type}. */
    void requireNoAttributes() {
        for (int i = 0; i < attributes(); i++) {
            Declined.unless(attributeName(i).isEmpty(), "an attribute");
        }
    }

    private int advance() {
        try {
            return reader.next();
        } catch (XMLStreamException e) {
            throw Declined.because("not well-formed");
        }
    }

    private void requireBlank() {
        int end = reader.getTextStart() + reader.getTextLength();
        char[] text = reader.getTextCharacters();
        Declined.unless(reader.getTextLength() <= limits.textChars(), "over a limit");
        for (int i = reader.getTextStart(); i < end; i++) {
            Declined.unless(text[i] <= ' ', "text between elements");
        }
    }

    private void requireWithinLimits() {
        elements++;
        XmlLimits.Structure bounds = limits.structure();
        boolean within = elements <= bounds.elements()
                && reader.getAttributeCount() <= bounds.attributesPerElement()
                && reader.getNamespaceCount() <= bounds.namespacesPerElement();
        Declined.unless(within, "over a limit");
        takeAttributes();
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            requirePlainDeclaration(reader.getNamespacePrefix(i), reader.getNamespaceURI(i));
        }
    }

    /** Each value is asked for once: a parser makes it anew each time. */
    private void takeAttributes() {
        int count = reader.getAttributeCount();
        if (count > attributeValues.length) {
            attributeValues = new String[count];
        }
        for (int i = 0; i < count; i++) {
            attributeValues[i] = reader.getAttributeValue(i);
            Declined.unless(attributeValues[i].length() <= limits.attributeChars(), "over a limit");
        }
    }

    private static void requirePlainDeclaration(String prefix, String namespace) {
        boolean named = prefix == null || (prefix.length() <= LONGEST_PREFIX && !prefix.startsWith("xml"));
        boolean usual = namespace != null && !namespace.isEmpty() && namespace.length() <= LONGEST_NAMESPACE;
        Declined.unless(named && usual, "an unusual declaration");
    }
}
