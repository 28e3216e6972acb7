package org.portcullis.policy.importing.xacml2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.policy.importing.Comparison;
import org.portcullis.policy.importing.Element;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.importing.Match;
import org.portcullis.policy.importing.Target;
import org.portcullis.policy.source.Problems;

/**
 * The target of one policy or rule. What cannot be said is left out, which makes the target wider, and is kept as a
 * problem. Not thread-safe: one per target.
 */
final class Targets {
    private static final int MOST_ALTERNATIVES = 256;

    private final Use use;
    private final List<String> problems = new ArrayList<>();

    Targets(Use use) {
        this.use = use;
    }

    /** What cannot be said here; empty if all could be. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The target in that policy or rule. */
    Target of(Element holder) {
        Target target = Target.EVERYTHING;
        Optional<Element> written = holder.child("Target");
        for (Element section : written.map(Element::children).orElse(List.of())) {
            switch (section.name()) {
                case "Subjects", "Resources", "Actions", "Environments" -> target = narrowed(target, section);
                default ->
                    throw new ImportException(
                            section.at(), Problems.quote(section.name()) + " does not belong into a target");
            }
        }
        return target;
    }

    private Target narrowed(Target target, Element section) {
        List<List<Match>> anyOf = section.children().stream()
                .flatMap(alternative -> allOfs(alternative).stream())
                .toList();
        boolean always = anyOf.isEmpty() || anyOf.stream().anyMatch(List::isEmpty);
        if (anyOf.size() > MOST_ALTERNATIVES) {
            throw new ImportException(section.at(), "more than " + MOST_ALTERNATIVES + " alternatives in one target");
        }
        return always ? target : target.and(anyOf);
    }

    /** One alternative; several if a match of it has become several. */
    private List<List<Match>> allOfs(Element alternative) {
        List<List<Match>> all = List.of(List.of());
        for (Element match : alternative.children()) {
            if (!match.name().endsWith("Match")) {
                throw new ImportException(match.at(), Problems.quote(match.name()) + " does not belong into a target");
            }
            Comparison comparison = Matches.comparison(match, use);
            if (comparison instanceof Comparison.OneOf oneOf) {
                all = product(all, oneOf.alternatives(), match);
            } else if (comparison instanceof Comparison.Inexpressible inexpressible) {
                problems.add(inexpressible.why());
            }
        }
        return all;
    }

    private static List<List<Match>> product(List<List<Match>> all, List<Match> alternatives, Element at) {
        List<List<Match>> product = new ArrayList<>();
        all.forEach(matches -> alternatives.forEach(alternative -> {
            List<Match> more = new ArrayList<>(matches);
            more.add(alternative);
            product.add(more);
        }));
        if (product.size() > MOST_ALTERNATIVES) {
            throw new ImportException(at.at(), "more than " + MOST_ALTERNATIVES + " alternatives in one target");
        }
        return product;
    }
}
