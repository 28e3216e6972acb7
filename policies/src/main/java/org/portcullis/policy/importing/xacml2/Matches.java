package org.portcullis.policy.importing.xacml2;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.importing.Comparison;
import org.portcullis.policy.importing.Element;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.importing.Match;
import org.portcullis.policy.importing.Term;
import org.portcullis.policy.source.Problems;
import org.portcullis.profile.Dn;

/** The matches of targets: a function, a value, and the attribute that it is compared with. */
final class Matches {
    private static final String V1 = "urn:oasis:names:tc:xacml:1.0:function:";
    private static final Set<String> EQUAL = Set.of(V1 + "string-equal", V1 + "anyURI-equal");
    private static final Set<String> PATTERN =
            Set.of(V1 + "string-regexp-match", "urn:oasis:names:tc:xacml:2.0:function:anyURI-regexp-match");
    private static final String SAME_NAME = V1 + "x500Name-equal";
    private static final String SAME_FQAN = "http://glite.org/xacml/algorithm/fqan-match";

    private Matches() {}

    /** What a match becomes here. */
    static Comparison comparison(Element match, Use use) {
        Designator designator = Designator.of(match);
        String value = match.child("AttributeValue")
                .map(Element::text)
                .orElseThrow(() -> new ImportException(match.at(), "this match has no value"));
        Optional<Term> term = designator.term();
        if (term.isEmpty()) {
            return new Comparison.Inexpressible(designator.shown() + " has no equivalent here");
        }
        Comparison comparison = comparison(term.get(), match.attribute("MatchId"), value, use);
        return designator.mustBePresent() ? insisting(comparison) : comparison;
    }

    private static Comparison comparison(Term term, String function, String value, Use use) {
        boolean permits = use == Use.PERMIT;
        return switch (term) {
            case SUBJECT ->
                function.equals(SAME_NAME) ? term.comparison(value.strip(), permits) : spelling(function, value, use);
            case ISSUER, AUTHORITY ->
                isOfUse(function, use)
                        ? term.comparison(value.strip(), permits)
                        : inexpressible(function, "on an issuer");
            case VO -> EQUAL.contains(function) ? term.comparison(value, permits) : inexpressible(function, "on a VO");
            case FQAN, PRIMARY_FQAN ->
                EQUAL.contains(function) || function.equals(SAME_FQAN)
                        ? term.comparison(value.strip(), permits)
                        : inexpressible(function, "on an FQAN");
            case RESOURCE -> place(term, Fact.RESOURCE_ID, function, value);
            case ACTION -> place(term, Fact.ACTION_ID, function, value);
        };
    }

    /** Issuers are looked at otherwise to permit than to deny, so that it must be known which. */
    private static boolean isOfUse(String function, Use use) {
        boolean exact = function.equals(SAME_NAME);
        return use == Use.DENY ? exact || EQUAL.contains(function) : exact && use == Use.PERMIT;
    }

    private static Comparison place(Term term, Fact place, String function, String value) {
        if (PATTERN.contains(function)) {
            return term.comparison(value, false);
        }
        return EQUAL.contains(function)
                ? new Comparison.OneOf(List.of(Match.equal(place, value.trim())))
                : inexpressible(function, "on a resource or an action");
    }

    /** A name compared letter by letter: to permit, so it is here; to deny, case and blanks do not save anybody. */
    private static Comparison spelling(String function, String value, Use use) {
        if (!EQUAL.contains(function) || use == Use.BOTH) {
            return inexpressible(function, "on a name here; use x500Name-equal");
        }
        if (use == Use.DENY) {
            return Term.SUBJECT.comparison(value, false);
        }
        try {
            return new Comparison.OneOf(
                    List.of(Match.equal(Fact.SUBJECT_DN, Dn.parse(value).value())));
        } catch (IllegalArgumentException e) {
            return new Comparison.Inexpressible(Problems.quote(value) + " is not a DN, and no subject has it");
        }
    }

    private static Comparison insisting(Comparison comparison) {
        return comparison instanceof Comparison.OneOf oneOf
                ? new Comparison.OneOf(oneOf.alternatives().stream()
                        .map(match -> new Match(match.function(), match.value(), match.fact(), true))
                        .toList())
                : comparison;
    }

    private static Comparison inexpressible(String function, String where) {
        return new Comparison.Inexpressible("the function " + Problems.quote(function) + " cannot be used " + where);
    }
}
