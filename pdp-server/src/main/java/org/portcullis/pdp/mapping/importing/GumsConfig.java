package org.portcullis.pdp.mapping.importing;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.portcullis.policy.importing.Element;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.source.Position;

/** The elements of a {@code gums.config}, flat and in their order: it nests only to group them. */
record GumsConfig(List<Element> elements) {
    private static final int MOST_ELEMENTS = 100_000;

    /** Copies the list. */
    GumsConfig {
        elements = List.copyOf(elements);
    }

    /**
     * Reads the file.
     *
     * @throws ImportException if it cannot be read, or is not XML without a DOCTYPE
     */
    static GumsConfig read(Path file) {
        TextFile text = TextFile.read(file);
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        List<Element> elements = new ArrayList<>();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text.text()));
            while (reader.hasNext() && elements.size() < MOST_ELEMENTS) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new ImportException(text.whole(), "holds a DOCTYPE: remove it");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    elements.add(element(reader, file));
                }
            }
        } catch (XMLStreamException e) {
            throw new ImportException(
                    at(e.getLocation().getLineNumber(), file), "not XML: check that the file is whole");
        }
        return new GumsConfig(elements);
    }

    /** Line only: where an element ends is all that the parser knows of columns. */
    private static Position at(int line, Path file) {
        return new Position(file.toString(), line, 1);
    }

    private static Element element(XMLStreamReader reader, Path file) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return new Element(
                reader.getLocalName(),
                attributes,
                List.of(),
                "",
                at(reader.getLocation().getLineNumber(), file));
    }

    /** The elements of which the name ends so. */
    List<Element> ofKind(String suffix) {
        return elements.stream()
                .filter(element -> element.name().endsWith(suffix))
                .toList();
    }
}
