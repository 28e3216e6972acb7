package org.portcullis.pdp.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.policy.facts.Terms;

/**
 * What an audit line says of the terms: {@code regime} and {@code responsible}, and under {@code terms} every other component
 * of {@link Terms}, whichever there are, in their order.
 */
record TermsFields(JsonGenerator json) {
    private static final List<RecordComponent> OTHERS = Arrays.stream(Terms.class.getRecordComponents())
            .filter(component -> !Set.of("regime", "responsible").contains(component.getName()))
            .toList();

    /** Nobody answers for work that was not let in; where no pack was asked, there are no terms. */
    void write(Terms terms, boolean letIn) throws IOException {
        json.writeObjectFieldStart("terms");
        if (!terms.equals(Terms.NONE)) {
            for (RecordComponent component : OTHERS) {
                json.writeFieldName(component.getName());
                value(valueOf(component, terms));
            }
        }
        json.writeEndObject();
        json.writeStringField("regime", terms.regime());
        json.writeStringField("responsible", letIn ? terms.responsible().word() : "");
    }

    private static Object valueOf(RecordComponent component, Terms terms) {
        try {
            return component.getAccessor().invoke(terms);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("terms cannot be read", e);
        }
    }

    private void value(Object value) throws IOException {
        if (value instanceof Optional<?> box) {
            value(box.isPresent() ? box.get() : "");
        } else if (value instanceof Collection<?> values) {
            json.writeStartArray();
            for (Object each : values) {
                value(each);
            }
            json.writeEndArray();
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString(
                    value instanceof Enum<?> constant ? RequestFields.word(constant.name()) : value.toString());
        }
    }
}
