package org.portcullis.pdp.cli.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import org.portcullis.pdp.mapping.MapRule;
import org.portcullis.policy.source.Position;

/** Places and rules as fields of JSON objects. */
final class JsonFields {
    private JsonFields() {}

    static Map<String, Object> ofRule(MapRule rule) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rule", rule.id());
        fields.put("name", rule.word());
        fields.put("severity", rule.severity().word());
        return fields;
    }

    static Map<String, Object> ofPlace(Position at) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", at.file());
        fields.put("line", at.line());
        fields.put("column", at.column());
        return fields;
    }
}
