package org.portcullis.pdp.console;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A piece of a page. What comes from outside can only be a text or the value of an attribute, and both are escaped when the
 * page is written; elements that run or fetch something cannot be made, and links lead to the console alone.
 */
sealed interface Html {
    void appendTo(StringBuilder page);

    /** Words, which are never taken for anything else. */
    static Html text(String text) {
        return new Text(text);
    }

    /** An element around others. */
    static Element el(String name, Html... children) {
        return new Element(name, Map.of(), Arrays.asList(children));
    }

    /** An element around others. */
    static Element el(String name, List<? extends Html> children) {
        return new Element(name, Map.of(), List.copyOf(children));
    }

    /** An element around words. */
    static Element el(String name, String text) {
        return el(name, text(text));
    }

    /** Some pieces, one after the other. */
    static Html all(List<? extends Html> pieces) {
        return new Series(List.copyOf(pieces));
    }

    /** A link to another page of the console. */
    static Element link(String target, String text) {
        return el("a", text).with("href", target);
    }

    /** See {@link Html#text}. */
    record Text(String text) implements Html {
        @Override
        public void appendTo(StringBuilder page) {
            Escape.append(text, page);
        }
    }

    /** See {@link Html#all}. */
    record Series(List<Html> pieces) implements Html {
        @Override
        public void appendTo(StringBuilder page) {
            pieces.forEach(piece -> piece.appendTo(page));
        }
    }

    /** An element with its attributes and what is in it. */
    record Element(String name, Map<String, String> attributes, List<Html> children) implements Html {
        private static final Set<String> NAMES = Set.of(
                ("html head meta title link body header nav main footer section h1 h2 p a ul li strong span code "
                                + "table caption thead tbody tr th td dl dt dd div form fieldset legend label input textarea "
                                + "select option button svg g rect line polyline text desc")
                        .split(" ", -1));
        private static final Set<String> ENDLESS = Set.of("meta", "link", "input");
        private static final Set<String> LINKS = Set.of("href", "action");
        private static final Set<String> FORBIDDEN =
                Set.of("style", "src", "srcdoc", "formaction", "http-equiv", "ping");
        private static final Pattern ATTRIBUTE = Pattern.compile("(?!on)[a-zA-Z][a-zA-Z0-9-]*");
        private static final Pattern TARGET =
                Pattern.compile("#[a-z]+|/console(?:/[A-Za-z0-9%:_-][A-Za-z0-9%:._-]*)*(?:\\?[A-Za-z0-9=&%._-]*)?");

        public Element {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("no element of the console: " + name);
            }
            attributes.forEach(Element::require);
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
            children = List.copyOf(children);
        }

        private static void require(String attribute, String value) {
            if (!ATTRIBUTE.matcher(attribute).matches() || FORBIDDEN.contains(attribute)) {
                throw new IllegalArgumentException("no attribute of the console: " + attribute);
            }
            if (LINKS.contains(attribute) && !TARGET.matcher(value).matches()) {
                throw new IllegalArgumentException("no link within the console");
            }
        }

        /** The same element with one more attribute. */
        Element with(String attribute, String value) {
            Map<String, String> more = new LinkedHashMap<>(attributes);
            more.put(attribute, value);
            return new Element(name, more, children);
        }

        @Override
        public void appendTo(StringBuilder page) {
            page.append('<').append(name);
            attributes.forEach((attribute, value) -> {
                page.append(' ').append(attribute).append("=\"");
                Escape.append(value, page);
                page.append('"');
            });
            page.append('>');
            if (!ENDLESS.contains(name)) {
                children.forEach(child -> child.appendTo(page));
                page.append("</").append(name).append('>');
            }
        }
    }
}
