package org.portcullis.profile.wire.opensaml;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.xacml.ctx.ActionType;
import org.opensaml.xacml.ctx.AttributeType;
import org.opensaml.xacml.ctx.EnvironmentType;
import org.opensaml.xacml.ctx.RequestType;
import org.opensaml.xacml.ctx.ResourceType;
import org.opensaml.xacml.ctx.SubjectType;
import org.portcullis.profile.wire.XacmlContext;
import org.portcullis.profile.wire.XacmlContext.Attribute;
import org.portcullis.profile.wire.XacmlContext.Section;

/** Takes the attributes out of OpenSAML's objects. */
final class OpenSamlContext {
    private OpenSamlContext() {}

    static XacmlContext of(RequestType request) {
        return new XacmlContext(
                request.getSubjects().stream().map(OpenSamlContext::subject).toList(),
                request.getResources().stream().map(OpenSamlContext::resource).toList(),
                action(request.getAction()),
                environment(request.getEnvironment()));
    }

    private static Section subject(SubjectType subject) {
        String category = subject.getSubjectCategory();
        return new Section(category == null ? "" : category, attributes(subject.getAttributes()));
    }

    private static Section resource(ResourceType resource) {
        return new Section("", attributes(resource.getAttributes()));
    }

    private static List<Section> action(@Nullable ActionType action) {
        return action == null ? List.of() : List.of(new Section("", attributes(action.getAttributes())));
    }

    private static List<Section> environment(@Nullable EnvironmentType environment) {
        return environment == null ? List.of() : List.of(new Section("", attributes(environment.getAttributes())));
    }

    private static List<Attribute> attributes(List<AttributeType> attributes) {
        return attributes.stream().map(OpenSamlContext::attribute).toList();
    }

    private static Attribute attribute(AttributeType attribute) {
        List<String> values = attribute.getAttributeValues().stream()
                .map(OpenSamlContext::text)
                .toList();
        return new Attribute(attribute.getAttributeId(), attribute.getDataType(), values);
    }

    /** All text of a value, whether it came as text, CDATA or both. */
    private static String text(XMLObject value) {
        return Objects.requireNonNull(value.getDOM(), "unmarshalled objects keep their element")
                .getTextContent();
    }
}
