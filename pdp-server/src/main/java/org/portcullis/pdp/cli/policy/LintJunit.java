package org.portcullis.pdp.cli.policy;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.source.Finding;

/** Findings as JUnit XML: each rule is a test, which fails on what counts and is skipped on what does not. */
record LintJunit(LintReport report) {
    String text() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument();
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "portcullis policy lint");
            xml.writeAttribute("tests", Integer.toString(LintRule.values().length));
            xml.writeAttribute("failures", Long.toString(rulesFound(true)));
            xml.writeAttribute("skipped", Long.toString(rulesFound(false)));
            for (LintRule rule : LintRule.values()) {
                writeCase(xml, rule);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("findings could not be put into memory", e);
        }
        return text.toString();
    }

    private void writeCase(XMLStreamWriter xml, LintRule rule) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "portcullis.policy.lint");
        xml.writeAttribute("name", rule.id() + " " + rule.word());
        List<Finding> found = found(rule);
        if (!found.isEmpty()) {
            xml.writeStartElement(report.counts(rule) ? "failure" : "skipped");
            xml.writeAttribute("message", rule.title());
            for (Finding finding : found) {
                xml.writeCharacters(legal(finding.toString()) + "\n");
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private List<Finding> found(LintRule rule) {
        return report.findings().stream()
                .filter(finding -> finding.rule() == rule)
                .toList();
    }

    private long rulesFound(boolean counting) {
        return report.findings().stream()
                .map(Finding::rule)
                .filter(rule -> report.counts(rule) == counting)
                .distinct()
                .count();
    }

    /** Without the characters that XML cannot hold, which names of files can. */
    private static String legal(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }
}
