package org.portcullis.pdp.cli.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.portcullis.policy.importing.Finding;
import org.portcullis.policy.importing.Outcome;

/** What became of every construct that was imported; {@code pack} is where it was written, empty if nowhere. */
record LossReport(List<Finding> findings, String pack) {
    /** Copies the list. */
    LossReport {
        findings = List.copyOf(findings);
    }

    /** What is not as it was, one line each, and how much is. */
    String summary() {
        return findings.stream()
                        .filter(finding -> finding.outcome() != Outcome.KEPT)
                        .map(finding -> finding + "\n")
                        .collect(Collectors.joining())
                + counts();
    }

    /** Every construct, one line each. */
    String text() {
        return findings.stream().map(finding -> finding + "\n").collect(Collectors.joining()) + counts();
    }

    private String counts() {
        return (pack.isEmpty() ? "nothing written" : "wrote " + pack) + ": " + count(Outcome.KEPT) + " kept, "
                + count(Outcome.CHANGED) + " changed, " + count(Outcome.LOST) + " lost\n";
    }

    private long count(Outcome outcome) {
        return findings.stream().filter(finding -> finding.outcome() == outcome).count();
    }

    /** All of it as one JSON object on a line. */
    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("pack", pack);
            for (Outcome outcome : Outcome.values()) {
                json.writeNumberField(outcome.word(), count(outcome));
            }
            json.writeArrayFieldStart("findings");
            for (Finding finding : findings) {
                write(json, finding);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a report could not be put into memory", e);
        }
        return text + "\n";
    }

    private static void write(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", finding.at().file());
        json.writeNumberField("line", finding.at().line());
        json.writeNumberField("column", finding.at().column());
        json.writeStringField("outcome", finding.outcome().word());
        json.writeStringField("severity", finding.outcome().severity());
        json.writeStringField("construct", finding.construct());
        json.writeStringField("message", finding.message());
        json.writeEndObject();
    }
}
