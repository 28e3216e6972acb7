package org.portcullis.policy.engine;

import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import jakarta.xml.bind.UnmarshallerHandler;
import jakarta.xml.bind.ValidationEvent;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.ow2.authzforce.xacml.Xacml3JaxbHelper;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/** Reads policy files: XML without DOCTYPE, checked by the XACML schema and by {@link PolicyLint}. */
final class PolicyReader {
    private final PolicyOutline outline;
    private final Problems problems;

    PolicyReader(PolicyOutline outline, Problems problems) {
        this.outline = outline;
        this.problems = problems;
    }

    /** The policy or policy set in the engine's form; empty with problems noted if it cannot be read. */
    Optional<Object> read(PackFile file) {
        try {
            UnmarshallerHandler target = unmarshaller(file).getUnmarshallerHandler();
            PolicyLint lint = new PolicyLint(file, outline, problems);
            EngineForm form = new EngineForm();
            lint.setParent(xmlReader());
            form.setParent(lint);
            ElementPlaces places = new ElementPlaces(file);
            places.setParent(form);
            places.setContentHandler(target);
            places.parse(new InputSource(new StringReader(file.text())));
            Object policy = target.getResult();
            outline.addPlaces(PolicyTable.id(policy), places);
            return Optional.of(policy);
        } catch (SAXParseException e) {
            problems.add(LintRule.NOT_XACML, file.at(e.getLineNumber(), e.getColumnNumber()), reason(e));
        } catch (SAXException | JAXBException | ParserConfigurationException | IOException e) {
            problems.add(LintRule.NOT_XACML, Position.whole(file.name()), "the file cannot be read: " + reason(e));
        }
        return Optional.empty();
    }

    private Unmarshaller unmarshaller(PackFile file) throws JAXBException {
        Unmarshaller unmarshaller = Xacml3JaxbHelper.createXacml3Unmarshaller();
        unmarshaller.setEventHandler(event -> {
            problems.add(
                    LintRule.NOT_XACML, position(file, event), "not XACML 3.0: " + withoutFullStop(event.getMessage()));
            return true;
        });
        return unmarshaller;
    }

    private static XMLReader xmlReader() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newSAXParser().getXMLReader();
    }

    private static Position position(PackFile file, ValidationEvent event) {
        var locator = event.getLocator();
        return file.at(locator.getLineNumber(), locator.getColumnNumber());
    }

    private static String withoutFullStop(String message) {
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private static String reason(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
