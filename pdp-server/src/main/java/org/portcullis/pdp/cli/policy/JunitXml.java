package org.portcullis.pdp.cli.policy;

import java.time.Duration;
import java.util.List;
import org.portcullis.pdp.suite.CaseResult;
import org.portcullis.pdp.suite.CaseResult.Status;
import org.portcullis.pdp.suite.SuiteResult;

/** Results in the XML that JUnit's runners write and build servers read. */
final class JunitXml {
    private JunitXml() {}

    static String of(List<SuiteResult> results, Duration took) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites time=\"")
                .append(took.toMillis() / 1000.0)
                .append("\">\n");
        results.forEach(result -> suite(xml, result));
        return xml.append("</testsuites>\n").toString();
    }

    private static void suite(StringBuilder xml, SuiteResult result) {
        attribute(xml.append("  <testsuite"), "name", result.suite().name());
        attribute(xml, "file", result.suite().file().toString());
        attribute(xml, "tests", String.valueOf(result.results().size()));
        attribute(xml, "failures", String.valueOf(result.count(Status.FAILED)));
        attribute(xml, "skipped", String.valueOf(result.count(Status.SKIPPED)));
        xml.append(">\n");
        result.results().forEach(one -> test(xml, result.suite().name(), one));
        xml.append("  </testsuite>\n");
    }

    private static void test(StringBuilder xml, String suite, CaseResult result) {
        attribute(xml.append("    <testcase"), "classname", suite);
        attribute(xml, "name", result.one().name());
        String details = String.join("; ", result.details());
        switch (result.status()) {
            case PASSED -> xml.append("/>\n");
            case FAILED -> {
                attribute(xml.append("><failure"), "message", details);
                xml.append('>').append(escape(result.one().place())).append("</failure></testcase>\n");
            }
            case SKIPPED -> {
                attribute(xml.append("><skipped"), "message", details);
                xml.append("/></testcase>\n");
            }
        }
    }

    private static void attribute(StringBuilder xml, String name, String value) {
        xml.append(' ').append(name).append("=\"").append(escape(value)).append('"');
    }

    /** Characters that XML cannot hold are replaced. */
    private static String escape(String text) {
        return text.replaceAll("[\\p{Cntrl}\\x{FFFE}\\x{FFFF}]", "?")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
