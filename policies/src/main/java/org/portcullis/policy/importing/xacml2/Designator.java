package org.portcullis.policy.importing.xacml2;

import java.util.Map;
import java.util.Optional;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.importing.Element;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.importing.Term;
import org.portcullis.policy.source.Problems;
import org.portcullis.profile.AttributeId;

/** An attribute that a policy asks for, as XACML 2.0 writes it. */
record Designator(Element element) {
    private static final String ACCESS_SUBJECT = "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject";
    private static final String SUBJECT = "SubjectAttributeDesignator";
    private static final String RESOURCE = "ResourceAttributeDesignator";
    private static final String ACTION = "ActionAttributeDesignator";

    private static final Map<String, Term> SUBJECTS = Map.ofEntries(
            Map.entry(AttributeId.SUBJECT_ID.uri(), Term.SUBJECT),
            Map.entry(AttributeId.SUBJECT_X509_ID.uri(), Term.SUBJECT),
            Map.entry(AttributeId.GLITE_SUBJECT_ISSUER.uri(), Term.ISSUER),
            Map.entry(AttributeId.SUBJECT_X509_ISSUER.uri(), Term.AUTHORITY),
            Map.entry("http://glite.org/xacml/attribute/x509-subject-issuer", Term.AUTHORITY),
            Map.entry(AttributeId.SUBJECT_VO.uri(), Term.VO),
            Map.entry(AttributeId.GLITE_VIRTUAL_ORGANIZATION.uri(), Term.VO),
            Map.entry(AttributeId.DCI_VIRTUAL_ORGANIZATION.uri(), Term.VO),
            Map.entry(AttributeId.SUBJECT_VOMS_FQAN.uri(), Term.FQAN),
            Map.entry(AttributeId.GLITE_FQAN.uri(), Term.FQAN),
            Map.entry(AttributeId.SUBJECT_VOMS_PRIMARY_FQAN.uri(), Term.PRIMARY_FQAN),
            Map.entry(AttributeId.GLITE_PRIMARY_FQAN.uri(), Term.PRIMARY_FQAN));

    /** Facts that hold the same text as the attribute does, for conditions, which may do anything with it. */
    private static final Map<Term, Fact> SAME_TEXT = Map.of(
            Term.SUBJECT, Fact.INTEROP_X509_ID,
            Term.VO, Fact.INTEROP_VO,
            Term.FQAN, Fact.INTEROP_VOMS_FQAN,
            Term.PRIMARY_FQAN, Fact.INTEROP_VOMS_PRIMARY_FQAN,
            Term.RESOURCE, Fact.RESOURCE_ID,
            Term.ACTION, Fact.ACTION_ID);

    /** Whether an element is one. */
    static boolean isOne(Element element) {
        return element.name().endsWith("AttributeDesignator");
    }

    /** The one that a match holds. */
    static Designator of(Element match) {
        Optional<Element> selector = match.child("AttributeSelector");
        if (selector.isPresent()) {
            throw xpath(selector.get());
        }
        return match.children().stream()
                .filter(Designator::isOne)
                .findFirst()
                .map(Designator::new)
                .orElseThrow(() -> new ImportException(match.at(), "this match names no attribute"));
    }

    /** What is said of an element that asks by XPath. */
    static ImportException xpath(Element element) {
        return new ImportException(element.at(), "XPath is not supported; ask for an attribute by its id");
    }

    /** What it is here; empty if there is nothing like it. */
    Optional<Term> term() {
        String id = element.attribute("AttributeId");
        boolean plain = !element.attributes().containsKey("Issuer")
                && element.attributes()
                        .getOrDefault("SubjectCategory", ACCESS_SUBJECT)
                        .equals(ACCESS_SUBJECT);
        if (!plain) {
            return Optional.empty();
        }
        return switch (element.name()) {
            case SUBJECT -> Optional.ofNullable(SUBJECTS.get(id));
            case RESOURCE -> Optional.of(Term.RESOURCE).filter(term -> id.equals(AttributeId.RESOURCE_ID.uri()));
            case ACTION -> Optional.of(Term.ACTION).filter(term -> id.equals(AttributeId.ACTION_ID.uri()));
            default -> Optional.empty();
        };
    }

    /** The fact with the same text, if it is asked for as a string. */
    Optional<Fact> sameText() {
        return term().filter(term -> element.attribute("DataType").equals(Fact.Type.STRING.uri()))
                .flatMap(term -> Optional.ofNullable(SAME_TEXT.get(term)));
    }

    boolean mustBePresent() {
        return element.attribute("MustBePresent").equals("true");
    }

    /** How a message names it. */
    String shown() {
        return "the attribute " + Problems.quote(element.attribute("AttributeId"));
    }
}
