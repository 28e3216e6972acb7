package org.portcullis.profile.wire.hot;

import java.util.ArrayList;
import java.util.List;
import org.portcullis.profile.wire.XacmlContext;
import org.portcullis.profile.wire.XacmlContext.Attribute;
import org.portcullis.profile.wire.XacmlContext.Section;
import org.portcullis.profile.wire.XmlLimits;

/** A request context as grid clients write it. Not thread-safe: belongs to one reading. */
final class ContextForm {
    private static final String CONTEXT = "urn:oasis:names:tc:xacml:2.0:context:schema:os";

    private final Cursor xml;
    private final XmlLimits limits;
    private final List<Section> subjects = new ArrayList<>(1);
    private final List<Section> resources = new ArrayList<>(1);
    private final List<Section> actions = new ArrayList<>(1);
    private final List<Section> environments = new ArrayList<>(1);
    private int attributes;

    ContextForm(Cursor xml, XmlLimits limits) {
        this.xml = xml;
        this.limits = limits;
    }

    /** Reads the element that the cursor is at, to its end. */
    XacmlContext read() {
        Declined.unless(xml.isAt(CONTEXT, "Request"), "no request context");
        xml.requireNoAttributes();
        while (xml.startsNext()) {
            section();
        }
        Declined.unless(actions.size() <= 1 && environments.size() <= 1, "more than one action or environment");
        return new XacmlContext(subjects, resources, actions, environments);
    }

    private void section() {
        Declined.unless(xml.namespace().equals(CONTEXT), "an unknown part of the request context");
        List<Section> kind = switch (xml.name()) {
            case "Subject" -> subjects;
            case "Resource" -> resources;
            case "Action" -> actions;
            case "Environment" -> environments;
            default -> throw Declined.because("an unknown part of the request context");
        };
        String category = "";
        for (int i = 0; i < xml.attributes(); i++) {
            String name = xml.attributeName(i);
            if (!name.isEmpty()) {
                Declined.unless(kind == subjects && name.equals("SubjectCategory"), "an attribute of a section");
                category = uri(xml.attribute(i));
            }
        }
        List<Attribute> content = new ArrayList<>();
        while (xml.startsNext()) {
            content.add(attribute());
        }
        kind.add(new Section(category, content));
    }

    private Attribute attribute() {
        Declined.unless(xml.isAt(CONTEXT, "Attribute"), "something other than an attribute");
        attributes++;
        Declined.unless(attributes <= limits.contextAttributes(), "over a limit");
        String id = "";
        String dataType = "";
        for (int i = 0; i < xml.attributes(); i++) {
            switch (xml.attributeName(i)) {
                case "AttributeId" -> id = uri(xml.attribute(i));
                case "DataType" -> dataType = uri(xml.attribute(i));
                case "Issuer", "" -> {}
                default -> throw Declined.because("an attribute of an attribute");
            }
        }
        Declined.unless(!id.isEmpty() && !dataType.isEmpty(), "an attribute without id or data type");
        return new Attribute(id, dataType, values());
    }

    private List<String> values() {
        List<String> values = new ArrayList<>(1);
        while (xml.startsNext()) {
            Declined.unless(xml.isAt(CONTEXT, "AttributeValue"), "something other than a value");
            xml.requireNoAttributes();
            values.add(xml.text());
            Declined.unless(values.size() <= limits.valuesPerAttribute(), "over a limit");
        }
        return values;
    }

    /** Libraries take blanks off the ends of names, or do not. */
    private static String uri(String value) {
        Declined.unless(!value.isEmpty() && value.length() == value.trim().length(), "blanks around a name");
        return value;
    }
}
