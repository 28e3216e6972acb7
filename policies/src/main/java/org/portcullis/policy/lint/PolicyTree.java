package org.portcullis.policy.lint;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.portcullis.policy.source.PackFile;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** The policy or policy set of one file, as it is written. */
record PolicyTree(String file, XmlElement root) {
    /** Reads a file; empty if it is not XML, which the engine reports. */
    static Optional<PolicyTree> of(PackFile file) {
        XmlElements elements = new XmlElements(file);
        try {
            XMLReader reader = reader();
            reader.setContentHandler(elements);
            reader.setErrorHandler(elements);
            reader.setProperty("http://xml.org/sax/properties/lexical-handler", elements);
            reader.parse(new InputSource(new StringReader(file.text())));
        } catch (SAXException | ParserConfigurationException | IOException e) {
            return Optional.empty();
        }
        return elements.root().map(root -> new PolicyTree(file.name(), root));
    }

    /** The id of a policy or policy set. */
    static String id(XmlElement policy) {
        return policy.attribute(policy.is("PolicySet") ? "PolicySetId" : "PolicyId");
    }

    String id() {
        return id(root);
    }

    /** Every rule, with what is around it, outermost first. */
    List<ScopedRule> rules() {
        List<ScopedRule> rules = new ArrayList<>();
        collect(root, List.of(), rules);
        return rules;
    }

    /** Every policy in this file that holds rules. */
    Stream<XmlElement> policies() {
        return root.all("Policy");
    }

    private static void collect(XmlElement element, List<XmlElement> around, List<ScopedRule> rules) {
        if (element.is("Rule")) {
            rules.add(new ScopedRule(around, element));
            return;
        }
        List<XmlElement> inner =
                Stream.concat(around.stream(), Stream.of(element)).toList();
        element.children().forEach(child -> collect(child, inner, rules));
    }

    private static XMLReader reader() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newSAXParser().getXMLReader();
    }
}
