package org.portcullis.pdp.mapping;

import java.util.List;
import java.util.Optional;
import org.portcullis.pdp.mapping.AccountMap.Whom;
import org.portcullis.pdp.mapping.MapDialect.Kind;
import org.portcullis.pdp.mapping.MapDialect.Search;

/** Tells of each line of the account map why it gives somebody the account, or why it does not. */
final class AccountVerdicts {
    private final MappingTerms terms;
    private final List<Search> searches;
    private final List<Candidate> names;

    AccountVerdicts(MappingTerms terms, Whom whom) {
        this.terms = terms;
        searches = AccountMap.searches(terms.dialect(), terms.order(), whom);
        names = whom.names(terms.dialect());
    }

    /** The line that is found first, and the look that finds it. */
    private record Winner(Search search, MapLine line) {}

    List<LineVerdict> of(List<MapLine> lines) {
        Optional<Winner> winner = winner(lines);
        return lines.stream()
                .map(line ->
                        LineVerdict.of(line, winner.map(Winner::line).equals(Optional.of(line)), why(line, winner)))
                .toList();
    }

    private Optional<Winner> winner(List<MapLine> lines) {
        return searches.stream()
                .flatMap(search ->
                        lines.stream().filter(search::finds).findFirst().map(line -> new Winner(search, line)).stream())
                .findFirst();
    }

    private String why(MapLine line, Optional<Winner> winner) {
        Optional<Search> finding =
                searches.stream().filter(search -> search.finds(line)).findFirst();
        if (finding.isEmpty()) {
            return notFound(line);
        }
        Winner won = winner.orElseThrow();
        String name = NearMiss.shown(finding.get().name());
        if (won.line.equals(line)) {
            return "fits " + name;
        }
        return won.search.equals(finding.get())
                ? "fits " + name + " too, but " + won.line.origin() + " stands before it"
                : "fits " + name + ", but " + shown(won.search) + " is looked for before that";
    }

    private String shown(Search search) {
        String what = search.kind() == Kind.NAMED ? "an account for " : search.kind() == Kind.POOL ? "a pool for " : "";
        return what + NearMiss.shown(search.name());
    }

    /** It may fit a name that is not asked, or a value of another kind. */
    private String notFound(MapLine line) {
        if (line.values().isEmpty()) {
            return "has no value";
        }
        if (searches.stream().anyMatch(search -> search.fits(line))) {
            return "fits, but has no value of the kind that is looked for";
        }
        return names.stream()
                .filter(name -> line.key().matches(name))
                .findFirst()
                .map(this::notAsked)
                .orElseGet(() -> NearMiss.of(line, names));
    }

    private String notAsked(Candidate name) {
        if (terms.dialect() == MapDialect.ARGUS) {
            return "fits " + NearMiss.shown(name) + ", but only the primary FQAN gives an account";
        }
        boolean dnIsAsked = searches.stream().anyMatch(search -> search.name().equals(name));
        return dnIsAsked
                ? "fits the DN as a glob, but accounts that are named are compared letter by letter"
                : "fits the DN, but the group map knows an FQAN, and then the DN is not asked";
    }
}
