package org.portcullis.policy.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Position;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.LocatorImpl;
import org.xml.sax.helpers.XMLFilterImpl;

/** Watches a policy file go by and notes where its elements stand, which the engine's own model forgets. */
final class ElementPlaces extends XMLFilterImpl {
    private final PackFile file;
    private final Map<String, List<Position>> places = new HashMap<>();
    private Locator locator = new LocatorImpl();

    ElementPlaces(PackFile file) {
        this.file = file;
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        super.setDocumentLocator(locator);
        this.locator = locator;
    }

    @Override
    public void startElement(String uri, String name, String qualifiedName, Attributes attributes) throws SAXException {
        places.computeIfAbsent(name, key -> new ArrayList<>())
                .add(file.at(locator.getLineNumber(), locator.getColumnNumber()));
        super.startElement(uri, name, qualifiedName, attributes);
    }

    /** A walk through the file: each question for an element of that name gets the place of the next one. */
    Walk walk() {
        Map<String, Deque<Position>> left = new HashMap<>();
        places.forEach((name, found) -> left.put(name, new ArrayDeque<>(found)));
        return name -> left.getOrDefault(name, new ArrayDeque<>()).remove();
    }

    /** Hands out places in the order of the file. */
    interface Walk {
        Position next(String element);
    }
}
