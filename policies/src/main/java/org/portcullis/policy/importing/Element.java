package org.portcullis.policy.importing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.policy.source.Position;

/** An element of an XML document, without its namespace; {@code text} is what stands in it directly. */
public record Element(String name, Map<String, String> attributes, List<Element> children, String text, Position at) {
    /** Copies both collections. */
    public Element {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** The value of that attribute; empty if it is not there. */
    public String attribute(String key) {
        return attributes.getOrDefault(key, "");
    }

    /** The children of that name. */
    public List<Element> children(String childName) {
        return children.stream().filter(child -> child.name().equals(childName)).toList();
    }

    /** The first child of that name. */
    public Optional<Element> child(String childName) {
        return children(childName).stream().findFirst();
    }
}
