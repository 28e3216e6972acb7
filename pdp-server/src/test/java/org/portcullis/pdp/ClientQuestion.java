package org.portcullis.pdp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** A question as lists of attributes, so that a test can change one word of it, or the way it is written. */
record ClientQuestion(Map<Part, List<Attribute>> parts) {
    private static final String XS = "http://www.w3.org/2001/XMLSchema#";

    /** A part of a request context, by the name of its element. */
    enum Part {
        SUBJECT("Subject"),
        RESOURCE("Resource"),
        ACTION("Action"),
        ENVIRONMENT("Environment");

        private final String element;

        Part(String element) {
            this.element = element;
        }
    }

    /** One attribute; the issuer is left out if it is empty. */
    record Attribute(String id, String type, String value, String issuer) {
        static Attribute text(String id, String value) {
            return new Attribute(id, "string", value, "");
        }

        Attribute issuedBy(String somebody) {
            return new Attribute(id, type, value, somebody);
        }
    }

    static ClientQuestion empty() {
        return new ClientQuestion(Map.of());
    }

    ClientQuestion with(Part part, Attribute attribute) {
        Map<Part, List<Attribute>> more = new EnumMap<>(Part.class);
        more.putAll(parts);
        List<Attribute> attributes = new ArrayList<>(parts.getOrDefault(part, List.of()));
        attributes.add(attribute);
        more.put(part, attributes);
        return new ClientQuestion(more);
    }

    ClientQuestion with(Part part, String id, String value) {
        return with(part, Attribute.text(id, value));
    }

    ClientQuestion without(String id) {
        Map<Part, List<Attribute>> fewer = new EnumMap<>(Part.class);
        parts.forEach((part, attributes) -> fewer.put(
                part, attributes.stream().filter(each -> !each.id().equals(id)).toList()));
        return new ClientQuestion(fewer);
    }

    /** With other words in the place of those that there are. */
    ClientQuestion saying(Part part, String id, String value) {
        return without(id).with(part, id, value);
    }

    /** Every attribute as the word of somebody. */
    ClientQuestion issuedBy(String somebody) {
        Map<Part, List<Attribute>> signed = new EnumMap<>(Part.class);
        parts.forEach((part, attributes) -> signed.put(
                part, attributes.stream().map(each -> each.issuedBy(somebody)).toList()));
        return new ClientQuestion(signed);
    }

    /** As clients write it. */
    String soap() {
        return soap("c", "");
    }

    /** The same in another order, with other prefixes, and with blanks where they mean nothing. */
    String soap(SplittableRandom random) {
        Map<Part, List<Attribute>> mixed = new EnumMap<>(Part.class);
        parts.forEach((part, attributes) -> {
            List<Attribute> order = new ArrayList<>(attributes);
            Collections.shuffle(order, new Random(random.nextLong()));
            mixed.put(part, order);
        });
        String blanks = List.of("", "\n", " \n\t", "\r\n    ").get(random.nextInt(4));
        return new ClientQuestion(mixed).soap("p" + random.nextInt(1000), blanks);
    }

    private String soap(String prefix, String blanks) {
        String body = List.of(Part.values()).stream()
                .map(part -> element(prefix, blanks, part))
                .collect(Collectors.joining(blanks));
        return """
                <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/">%s<e:Body>\
                <q:XACMLAuthzDecisionQuery xmlns:q="urn:oasis:names:tc:xacml:2.0:profile:saml2.0:v2:schema:protocol" \
                xmlns:%s="urn:oasis:names:tc:xacml:2.0:context:schema:os" ID="ID-1804289383" Version="2.0">%s<%s:Request>\
                %s</%s:Request></q:XACMLAuthzDecisionQuery></e:Body></e:Envelope>\
                """.formatted(blanks, prefix, blanks, prefix, body, prefix);
    }

    private String element(String prefix, String blanks, Part part) {
        String name = prefix + ":" + part.element;
        return parts.getOrDefault(part, List.of()).stream()
                .map(each -> attribute(prefix, blanks, each))
                .collect(Collectors.joining(blanks, "<" + name + ">" + blanks, "</" + name + ">"));
    }

    private static String attribute(String prefix, String blanks, Attribute each) {
        String issuer = each.issuer().isEmpty() ? "" : " Issuer=\"" + each.issuer() + "\"";
        String value = each.value().replace("&", "&amp;").replace("<", "&lt;");
        return "<%s:Attribute AttributeId=\"%s\" DataType=\"%s\"%s>%s<%s:AttributeValue>%s</%s:AttributeValue></%s:Attribute>"
                .formatted(prefix, each.id(), XS + each.type(), issuer, blanks, prefix, value, prefix, prefix);
    }
}
