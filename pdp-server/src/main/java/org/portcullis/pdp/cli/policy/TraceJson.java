package org.portcullis.pdp.cli.policy;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.portcullis.policy.trace.Clause;
import org.portcullis.policy.trace.Part;
import org.portcullis.policy.trace.PolicyTrace;

/** A trace as maps and lists, for programs. */
final class TraceJson {
    private TraceJson() {}

    static Map<String, Object> of(Part part) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", part instanceof PolicyTrace ? "policy" : "rule");
        fields.put("name", part.head().name());
        fields.put("description", part.head().description());
        fields.put("at", part.head().at().toString());
        fields.put("outcome", part.outcome().word());
        fields.put("said", part.said().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        fields.put(
                "comparisons",
                part.question().clauses().stream().map(TraceJson::of).toList());
        if (part instanceof PolicyTrace policy) {
            fields.put("parts", policy.parts().stream().map(TraceJson::of).toList());
        }
        return fields;
    }

    static Map<String, Object> of(Clause clause) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", clause.text());
        fields.put("at", clause.at().toString());
        fields.put("outcome", clause.outcome().word());
        fields.put("actual", clause.actual());
        return fields;
    }
}
