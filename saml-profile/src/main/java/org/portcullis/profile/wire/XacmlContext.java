package org.portcullis.profile.wire;

import java.util.List;

/** An XACML 2.0 request context as any codec reads it: sections of attributes, nothing interpreted yet. */
public record XacmlContext(
        List<Section> subjects, List<Section> resources, List<Section> actions, List<Section> environments) {
    /** Copies its lists. */
    public XacmlContext {
        subjects = List.copyOf(subjects);
        resources = List.copyOf(resources);
        actions = List.copyOf(actions);
        environments = List.copyOf(environments);
    }

    /** One Subject, Resource, Action or Environment; {@code category} is empty where the sender gave none. */
    public record Section(String category, List<Attribute> attributes) {
        /** Copies the list. */
        public Section {
            attributes = List.copyOf(attributes);
        }
    }

    /** One attribute element with all its values; neither id nor data type is empty. */
    public record Attribute(String id, String dataType, List<String> values) {
        /** Copies the list. */
        public Attribute {
            values = List.copyOf(values);
        }
    }
}
