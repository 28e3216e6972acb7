package org.portcullis.policy.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.policy.source.PackFile;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.ext.DefaultHandler2;
import org.xml.sax.helpers.LocatorImpl;

/** Puts the elements of one file together while it is read. */
final class XmlElements extends DefaultHandler2 {
    private final PackFile file;
    private final Deque<Open> open = new ArrayDeque<>();
    private final StringBuilder comment = new StringBuilder();
    private final List<XmlElement> roots = new ArrayList<>();
    private Locator locator = new LocatorImpl();

    /** An element whose end has not come yet. */
    private record Open(XmlElement.Tag tag, String comment, StringBuilder text, List<XmlElement> children) {}

    XmlElements(PackFile file) {
        this.file = file;
    }

    /** The outermost element, once all is read. */
    Optional<XmlElement> root() {
        return roots.stream().findFirst();
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        this.locator = locator;
    }

    @Override
    public void startElement(String uri, String name, String qualifiedName, Attributes attributes) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < attributes.getLength(); i++) {
            values.put(attributes.getLocalName(i), attributes.getValue(i));
        }
        var at = file.at(locator.getLineNumber(), locator.getColumnNumber());
        open.push(new Open(
                new XmlElement.Tag(name, at, values), comment.toString(), new StringBuilder(), new ArrayList<>()));
        comment.setLength(0);
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        open.getFirst().text().append(characters, start, length);
    }

    @Override
    public void comment(char[] characters, int start, int length) {
        comment.append(characters, start, length);
    }

    @Override
    public void endElement(String uri, String name, String qualifiedName) {
        Open ended = open.pop();
        XmlElement element =
                new XmlElement(ended.tag(), ended.comment(), ended.text().toString(), ended.children());
        comment.setLength(0);
        if (open.isEmpty()) {
            roots.add(element);
        } else {
            open.getFirst().children().add(element);
        }
    }
}
