package org.portcullis.pdp.cli.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.source.Finding;
import org.portcullis.policy.source.Position;

/** Findings as SARIF 2.1.0; places are relative to the pack. */
record LintSarif(LintReport report) {
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        writeTool(json);
        json.writeStringField("columnKind", "utf16CodeUnits");
        json.writeObjectFieldStart("originalUriBaseIds");
        json.writeObjectFieldStart("PACK");
        json.writeStringField("uri", uri());
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayFieldStart("results");
        for (Finding finding : report.findings()) {
            writeResult(json, finding);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeTool(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "portcullis policy lint");
        json.writeArrayFieldStart("rules");
        for (LintRule rule : LintRule.values()) {
            json.writeStartObject();
            json.writeStringField("id", rule.id());
            json.writeStringField("name", rule.word());
            writeText(json, "shortDescription", rule.title());
            writeText(json, "fullDescription", rule.why());
            json.writeStringField("helpUri", "urn:portcullis:lint:" + rule.id());
            writeText(json, "help", "policies/docs/lint/" + rule.id() + ".md shows it wrong and right");
            json.writeObjectFieldStart("defaultConfiguration");
            json.writeStringField("level", rule.severity().word());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeResult(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", finding.rule().id());
        json.writeStringField("level", finding.rule().severity().word());
        String suggestion = finding.suggestion().isEmpty() ? "" : "; " + finding.suggestion();
        writeText(json, "message", finding.message() + suggestion);
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", finding.at().file().replace("#", "%23"));
        json.writeStringField("uriBaseId", "PACK");
        json.writeEndObject();
        writeRegion(json, finding.at());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeRegion(JsonGenerator json, Position at) throws IOException {
        if (!at.isWhole()) {
            json.writeObjectFieldStart("region");
            json.writeNumberField("startLine", at.line());
            json.writeNumberField("startColumn", at.column());
            json.writeEndObject();
        }
    }

    private static void writeText(JsonGenerator json, String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    /** The directory as a base, which SARIF wants to end with a slash. */
    private String uri() {
        String uri = report.pack().toUri().toString();
        return uri.endsWith("/") ? uri : uri + "/";
    }
}
