package org.portcullis.client.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/** One element: name, attributes, child elements in order, and the text directly inside it. */
public record XmlElement(QName name, Map<QName, String> attributes, List<XmlElement> children, String text) {
    /** Copies its collections. */
    public XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** Whether this is that element. */
    public boolean is(String namespace, String localName) {
        return name.getNamespaceURI().equals(namespace) && name.getLocalPart().equals(localName);
    }

    /** The attribute without a namespace that has this name; empty if there is none. */
    public String attribute(String localName) {
        return attributes.getOrDefault(new QName(localName), "");
    }

    /** The children of that name. */
    public List<XmlElement> children(String namespace, String localName) {
        return children.stream().filter(child -> child.is(namespace, localName)).toList();
    }

    /** The child of that name, if there is exactly one. */
    public Optional<XmlElement> only(String namespace, String localName) {
        List<XmlElement> named = children(namespace, localName);
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }
}
