package org.portcullis.policy.lint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.names.NameMatch;
import org.portcullis.policy.source.Position;

/** A place in a rule where a function compares a value that is written there with a fact. */
record Comparison(String function, XmlElement value, Fact fact) {
    private static final Set<String> EQUALITIES = Set.of(
            "string-equal", "string-is-in", "string-at-least-one-member-of", "string-subset", "string-set-equals");

    /** Every comparison within that element, in the order of the file. */
    static Stream<Comparison> in(XmlElement element) {
        return element.everything().flatMap(Comparison::of);
    }

    String text() {
        return value.text();
    }

    Position at() {
        return value.at();
    }

    /** Whether the value must be that of the fact, letter by letter. */
    boolean isEquality() {
        return EQUALITIES.contains(function.substring(function.lastIndexOf(':') + 1));
    }

    /** The comparison by name, if it is one. */
    Optional<NameMatch> nameMatch() {
        return NameMatch.called(function);
    }

    private static Stream<Comparison> of(XmlElement element) {
        if (!element.is("Match") && !element.is("Apply")) {
            return Stream.empty();
        }
        List<XmlElement> designators = within(element, "AttributeDesignator", "-one-and-only");
        if (designators.size() != 1) {
            return Stream.empty();
        }
        return FactWords.of(designators.get(0)).stream()
                .flatMap(fact -> within(element, "AttributeValue", "-bag").stream()
                        .map(value -> new Comparison(function(element), value, fact)));
    }

    /** The arguments of that kind: given directly, or by a function that only wraps them. */
    private static List<XmlElement> within(XmlElement element, String kind, String wrapper) {
        Stream<XmlElement> wrapped = element.children("Apply")
                .filter(apply -> apply.attribute("FunctionId").endsWith(wrapper))
                .flatMap(apply -> apply.children(kind));
        return Stream.concat(element.children(kind), wrapped).toList();
    }

    /** The function that compares: of a function of functions, the one that it is given. */
    private static String function(XmlElement element) {
        return element.is("Match")
                ? element.attribute("MatchId")
                : element.child("Function").orElse(element).attribute("FunctionId");
    }
}
