package org.portcullis.pdp.cli.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.catalogue.Severity;
import org.portcullis.policy.source.Finding;

/** How findings are written: for people, for programs, for code scanners, or for build servers. */
enum LintForm {
    TEXT,
    JSON,
    SARIF,
    JUNIT;

    /** Writes what was found. */
    void write(LintReport report, PrintWriter out) {
        switch (this) {
            case TEXT -> text(report, out);
            case JSON -> out.println(json(json -> findings(report, json)));
            case SARIF -> out.println(json(json -> new LintSarif(report).write(json)));
            case JUNIT -> out.println(new LintJunit(report).text());
        }
        out.flush();
    }

    /** Writes the catalogue; other forms than text are written as JSON. */
    void write(List<LintRule> rules, PrintWriter out) {
        if (this == TEXT) {
            rules.forEach(rule -> out.printf(
                    "%s  %-7s  %-24s %s%n", rule.id(), rule.severity().word(), rule.word(), rule.title()));
        } else {
            out.println(json(json -> catalogue(rules, json)));
        }
        out.flush();
    }

    /** Something that writes JSON. */
    private interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    private static void text(LintReport report, PrintWriter out) {
        report.findings()
                .forEach(finding -> out.printf(
                        "%s: %s: %s%s [%s %s]%n",
                        finding.at(),
                        finding.rule().severity().word(),
                        finding.message(),
                        finding.suggestion().isEmpty() ? "" : "; " + finding.suggestion(),
                        finding.rule().id(),
                        finding.rule().word()));
        out.printf(
                "%s: %d errors, %d warnings%n",
                report.pack(), report.count(Severity.ERROR), report.count(Severity.WARNING));
    }

    private static void findings(LintReport report, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Finding finding : report.findings()) {
            json.writeStartObject();
            json.writeStringField("rule", finding.rule().id());
            json.writeStringField("name", finding.rule().word());
            json.writeStringField("severity", finding.rule().severity().word());
            json.writeStringField("file", finding.at().file());
            json.writeNumberField("line", finding.at().line());
            json.writeNumberField("column", finding.at().column());
            json.writeStringField("message", finding.message());
            json.writeStringField("suggestion", finding.suggestion());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void catalogue(List<LintRule> rules, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (LintRule rule : rules) {
            json.writeStartObject();
            json.writeStringField("rule", rule.id());
            json.writeStringField("name", rule.word());
            json.writeStringField("severity", rule.severity().word());
            json.writeStringField("title", rule.title());
            json.writeStringField("why", rule.why());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String json(Writer writer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            writer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("findings could not be put into memory", e);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
