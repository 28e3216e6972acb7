package org.portcullis.profile.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.portcullis.profile.AttributeId;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.XacmlContext.Attribute;

/**
 * The attributes of one section by id. Clients repeat attributes or repeat values, and repeat themselves: both forms are
 * merged, in order, and a value that was already there adds nothing. Empty values say nothing.
 */
final class Attributes {
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final ReplyTo replyTo;

    Attributes(List<Attribute> attributes, ReplyTo replyTo) {
        this.replyTo = replyTo;
        attributes.forEach(this::add);
    }

    private void add(Attribute attribute) {
        List<String> known = values.computeIfAbsent(attribute.id(), id -> new ArrayList<>(1));
        for (String value : attribute.values()) {
            if (!DataType.accepts(attribute.dataType(), value)) {
                throw new ProtocolException(ErrorKind.SYNTAX_ERROR, replyTo, "a value that is not of its data type");
            }
            if (!value.isEmpty()) {
                known.add(value);
            }
        }
    }

    List<String> all(AttributeId id) {
        List<String> found = values.getOrDefault(id.uri(), List.of());
        return found.size() < 2 ? found : found.stream().distinct().toList();
    }

    /** The one value of an attribute that can have only one; two different ones are a syntax error. */
    Optional<String> single(AttributeId id) {
        List<String> all = all(id);
        if (all.size() > 1) {
            throw new ProtocolException(ErrorKind.SYNTAX_ERROR, replyTo, "two values of " + id.uri());
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
    }

    boolean has(AttributeId id) {
        return !values.getOrDefault(id.uri(), List.of()).isEmpty();
    }

    /** Whether nothing is said at all. */
    boolean isEmpty() {
        return values.values().stream().allMatch(List::isEmpty);
    }

    /** Whether the attribute was sent, be it without a value. */
    boolean mentions(AttributeId id) {
        return values.containsKey(id.uri());
    }

    /** The id of every attribute that says something. */
    Stream<String> ids() {
        return values.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(Map.Entry::getKey);
    }

    ReplyTo replyTo() {
        return replyTo;
    }
}
