package org.portcullis.policy;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.portcullis.policy.facts.Fact;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Every small mistake that can be made in the policies of a pack, one at a time. */
final class PackMutants {
    private static final String NEVER = "never-a-word-of-this";

    /** One policy file with one mistake. */
    record Mutant(String file, String mistake, String xml) {}

    /** A mistake made in a document of its own. */
    private interface Mistake {
        void in(Document document);
    }

    private final String file;
    private final String xml;
    private final Map<String, Mutant> mutants = new LinkedHashMap<>();

    private PackMutants(String file, String xml) {
        this.file = file;
        this.xml = xml;
    }

    static List<Mutant> of(Path pack) {
        try (Stream<Path> files = Files.list(pack.resolve("policy"))) {
            return files.sorted().flatMap(PackMutants::ofFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Mutant> ofFile(Path policy) {
        try {
            PackMutants mutants = new PackMutants("policy/" + policy.getFileName(), Files.readString(policy));
            mutants.makeAll();
            return mutants.mutants.values().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeAll() {
        Document original = parse(xml);
        each(original, "Rule", this::mistakesInRule);
        each(original, "Match", this::mistakesInMatch);
        each(original, "AllOf", (allOf, i) -> {
            if (siblings(allOf) > 1) {
                make("AllOf " + i + " of " + ruleOf(allOf) + " removed", doc -> remove(nth(doc, "AllOf", i)));
            }
        });
        each(original, "Target", (target, i) -> {
            if (!children(target).isEmpty()) {
                make("target " + i + " of " + ruleOf(target) + " removed", doc -> empty(nth(doc, "Target", i)));
            }
        });
        each(original, "PolicySet", (set, i) -> mistakesInOrder(set));
    }

    private void mistakesInRule(Element rule, int i) {
        String id = rule.getAttribute("RuleId");
        make(id + " removed", doc -> silence(nth(doc, "Rule", i)));
        make(id + " flipped", doc -> flip(nth(doc, "Rule", i)));
    }

    private void mistakesInMatch(Element match, int i) {
        Element literal = children(match).get(0);
        String id = children(match).get(1).getAttribute("AttributeId");
        String what = id + " = " + literal.getTextContent() + " in " + ruleOf(match);
        make(what + " removed", doc -> removeMatch(nth(doc, "Match", i)));
        Fact fact = Arrays.stream(Fact.values())
                .filter(known -> known.uri().equals(id))
                .findFirst()
                .orElseThrow();
        fact.words().stream()
                .filter(word -> !word.equals(literal.getTextContent()))
                .forEach(word -> make(
                        what + " became " + word,
                        doc -> children(nth(doc, "Match", i)).get(0).setTextContent(word)));
    }

    private void mistakesInOrder(Element set) {
        if (!set.getAttribute("PolicyCombiningAlgId").endsWith(":first-applicable")) {
            return;
        }
        int policies = set.getElementsByTagName("Policy").getLength();
        IntStream.range(1, policies)
                .forEach(i -> make("policies " + i + " and before it swapped", doc -> {
                    Element later = nth(doc, "Policy", i);
                    later.getParentNode().insertBefore(later, nth(doc, "Policy", i - 1));
                }));
    }

    private void make(String what, Mistake mistake) {
        Document document = parse(xml);
        mistake.in(document);
        String text = written(document);
        mutants.putIfAbsent(text, new Mutant(file, file + ": " + what, text));
    }

    /** A rule that never applies, in place of none: a policy must have one. */
    private static void silence(Element rule) {
        rule.getElementsByTagName("Description").item(0).setTextContent("never");
        Element target = target(rule);
        empty(target);
        Document document = rule.getOwnerDocument();
        Element match = element(document, "Match");
        match.setAttribute("MatchId", "urn:oasis:names:tc:xacml:1.0:function:string-equal");
        Element literal = element(document, "AttributeValue");
        literal.setAttribute("DataType", Fact.Type.STRING.uri());
        literal.setTextContent(NEVER);
        Element designator = element(document, "AttributeDesignator");
        designator.setAttribute("AttributeId", Fact.PEP_DN.uri());
        designator.setAttribute("DataType", Fact.PEP_DN.type().uri());
        designator.setAttribute("Category", Fact.PEP_DN.category().uri());
        designator.setAttribute("MustBePresent", "true");
        match.appendChild(literal);
        match.appendChild(designator);
        target.appendChild(element(document, "AnyOf"))
                .appendChild(element(document, "AllOf"))
                .appendChild(match);
    }

    private static Element target(Element rule) {
        NodeList targets = rule.getElementsByTagName("Target");
        if (targets.getLength() > 0) {
            return (Element) targets.item(0);
        }
        Element target = element(rule.getOwnerDocument(), "Target");
        rule.insertBefore(
                target, rule.getElementsByTagName("Description").item(0).getNextSibling());
        return target;
    }

    private static Element element(Document document, String tag) {
        return document.createElementNS(document.getDocumentElement().getNamespaceURI(), tag);
    }

    private static void flip(Element rule) {
        boolean denies = rule.getAttribute("Effect").equals("Deny");
        rule.setAttribute("Effect", denies ? "Permit" : "Deny");
        children(rule).stream()
                .filter(child -> child.getTagName().equals("ObligationExpressions"))
                .forEach(PackMutants::remove);
    }

    /** Without its only match an AllOf, and with it the target, is true. */
    private static void removeMatch(Element match) {
        Element allOf = (Element) match.getParentNode();
        if (siblings(match) > 1) {
            remove(match);
        } else {
            remove((Element) allOf.getParentNode());
        }
    }

    private static void empty(Element element) {
        children(element).forEach(PackMutants::remove);
    }

    private static void remove(Element element) {
        element.getParentNode().removeChild(element);
    }

    private static int siblings(Element element) {
        return children((Element) element.getParentNode()).size();
    }

    private static List<Element> children(Element element) {
        NodeList nodes = element.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    private static String ruleOf(Element element) {
        return element.getParentNode() instanceof Element parent
                ? parent.hasAttribute("RuleId") ? parent.getAttribute("RuleId") : ruleOf(parent)
                : "the policy";
    }

    private static Element nth(Document document, String tag, int i) {
        return (Element) document.getElementsByTagName(tag).item(i);
    }

    private static void each(Document document, String tag, Visitor visitor) {
        int count = document.getElementsByTagName(tag).getLength();
        IntStream.range(0, count).forEach(i -> visitor.visit(nth(document, tag, i), i));
    }

    private interface Visitor {
        void visit(Element element, int index);
    }

    private static Document parse(String xml) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String written(Document document) {
        try {
            StringWriter text = new StringWriter();
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }
}
