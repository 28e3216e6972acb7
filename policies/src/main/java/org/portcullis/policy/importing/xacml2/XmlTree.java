package org.portcullis.policy.importing.xacml2;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.portcullis.policy.importing.Element;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;
import org.xml.sax.helpers.LocatorImpl;

/**
 * Reads the XACML 2.0 documents of one file, which may stand one after the other: XML without DOCTYPE, in that namespace
 * alone, and not too deep. Not thread-safe: one per file.
 */
final class XmlTree extends DefaultHandler {
    static final String NAMESPACE = "urn:oasis:names:tc:xacml:2.0:policy:schema:os";

    private static final int DEEPEST = 60;
    private static final String WRAPPER = "documents";
    private static final Pattern BETWEEN_DOCUMENTS =
            Pattern.compile("<\\?xml\\s[^?>]*\\?>|(?m)^[A-Za-z0-9_.-]+ \\([^()\\n<>]*\\):[ \\t\\r]*$");

    private final PackFile file;
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Element> documents = new ArrayList<>();
    private Locator locator = new LocatorImpl();

    private XmlTree(PackFile file) {
        this.file = file;
    }

    /**
     * The outermost elements of a file.
     *
     * @throws ImportException if it is not well-formed or not XACML 2.0
     */
    static List<Element> read(PackFile file) {
        XmlTree tree = new XmlTree(file);
        tree.refuseDoctype();
        String text = BETWEEN_DOCUMENTS
                .matcher(file.text())
                .replaceAll(found -> " ".repeat(found.group().length()));
        try {
            XMLReader reader = reader();
            reader.setContentHandler(tree);
            reader.setErrorHandler(tree);
            reader.parse(new InputSource(new StringReader("<" + WRAPPER + ">" + text + "</" + WRAPPER + ">")));
            return tree.documents;
        } catch (SAXParseException e) {
            throw new ImportException(tree.at(e.getLineNumber(), e.getColumnNumber()), "not XML: " + e.getMessage());
        } catch (SAXException | ParserConfigurationException | IOException e) {
            throw new ImportException(tree.at(), "the file cannot be read: " + e.getMessage());
        }
    }

    /** Looked for beforehand: between documents the parser would not know what it is. */
    private void refuseDoctype() {
        int doctype = file.text().indexOf("<!DOCTYPE");
        if (doctype >= 0) {
            String before = file.text().substring(0, doctype);
            int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
            throw new ImportException(
                    file.at(line, doctype - before.lastIndexOf('\n')), "a DOCTYPE is not allowed; take it out");
        }
    }

    private static XMLReader reader() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newSAXParser().getXMLReader();
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        this.locator = locator;
    }

    @Override
    public void startElement(String uri, String name, String qualifiedName, Attributes attributes) {
        if (open.isEmpty() && name.equals(WRAPPER)) {
            open.push(new Open(name, Map.of(), at()));
            return;
        }
        if (!uri.equals(NAMESPACE)) {
            throw new ImportException(
                    at(), Problems.quote(name) + " is in the namespace " + Problems.quote(uri) + remedy(uri));
        }
        if (open.size() > DEEPEST) {
            throw new ImportException(at(), "elements stand in each other more than " + DEEPEST + " deep");
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.getURI(i).isEmpty()) {
                values.put(attributes.getLocalName(i), attributes.getValue(i));
            }
        }
        open.push(new Open(name, values, at()));
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        open.element().text.append(characters, start, length);
    }

    @Override
    public void endElement(String uri, String name, String qualifiedName) {
        Open closed = open.pop();
        if (open.size() == 1) {
            documents.add(closed.element());
        } else if (!open.isEmpty()) {
            open.element().children.add(closed.element());
        }
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
        throw e;
    }

    private static String remedy(String namespace) {
        if (namespace.contains(":xacml:3.0:")) {
            return "; XACML 3.0 needs no import, put it into a pack";
        }
        return namespace.contains(":xacml:1.")
                ? "; XACML 1 is not read, convert it to 2.0 first"
                : ", not " + NAMESPACE;
    }

    private Position at() {
        return at(locator.getLineNumber(), locator.getColumnNumber());
    }

    /** The first line begins with what was put around the documents. */
    private Position at(int line, int column) {
        return file.at(line, line == 1 ? column - WRAPPER.length() - 2 : column);
    }

    private static final class Open {
        private final String name;
        private final Map<String, String> attributes;
        private final Position at;
        private final List<Element> children = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Open(String name, Map<String, String> attributes, Position at) {
            this.name = name;
            this.attributes = attributes;
            this.at = at;
        }

        Element element() {
            return new Element(name, attributes, children, children.isEmpty() ? text.toString() : "", at);
        }
    }
}
