package org.portcullis.policy.lint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portcullis.policy.source.Position;

/** One element of a policy file as it is written: its attributes, its text, what it holds, and the comment before it. */
record XmlElement(Tag tag, String comment, String text, List<XmlElement> children) {
    /** The tag that begins an element, and where that tag ends. */
    record Tag(String name, Position at, Map<String, String> attributes) {
        Tag {
            attributes = Map.copyOf(attributes);
        }
    }

    XmlElement {
        children = List.copyOf(children);
    }

    String name() {
        return tag.name();
    }

    Position at() {
        return tag.at();
    }

    boolean is(String name) {
        return tag.name().equals(name);
    }

    /** The value of that attribute; empty if it is not there. */
    String attribute(String name) {
        return tag.attributes().getOrDefault(name, "");
    }

    /** The last part of that attribute, after the last colon. */
    String shortAttribute(String name) {
        String value = attribute(name);
        return value.substring(value.lastIndexOf(':') + 1);
    }

    Stream<XmlElement> children(String name) {
        return children.stream().filter(child -> child.is(name));
    }

    Optional<XmlElement> child(String name) {
        return children(name).findFirst();
    }

    /** Every element of that name in here, at any depth, in the order of the file. */
    Stream<XmlElement> all(String name) {
        return everything().filter(element -> element.is(name));
    }

    /** This element and all in it, in the order of the file. */
    Stream<XmlElement> everything() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(XmlElement::everything));
    }

    /** What it says, without where it says it: equal for two elements that mean the same. */
    String shape() {
        return name()
                + new TreeMap<>(tag.attributes())
                + text.strip()
                + children.stream().map(XmlElement::shape).collect(Collectors.joining(",", "(", ")"));
    }
}
