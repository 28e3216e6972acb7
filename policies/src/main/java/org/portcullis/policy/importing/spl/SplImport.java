package org.portcullis.policy.importing.spl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.portcullis.policy.importing.Comparison;
import org.portcullis.policy.importing.Findings;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.importing.ImportedPack;
import org.portcullis.policy.importing.Narrowing;
import org.portcullis.policy.importing.Origin;
import org.portcullis.policy.importing.PackWriter;
import org.portcullis.policy.importing.Part;
import org.portcullis.policy.importing.Target;
import org.portcullis.policy.importing.Term;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;
import org.portcullis.policy.source.Spelling;

/**
 * Makes a pack of policy files of Argus. What cannot be said in a pack makes it stricter: a permit that depends on it is
 * left out, and a deny goes without it.
 */
public final class SplImport {
    private static final Map<String, String> WITHOUT_EQUIVALENT = Map.of(
            "x509-authn-profile", "the assurance profile of a CA is not known here",
            "pilot-classifier", "pilots are known by their own identity here, see the mupj pack");

    private final Findings findings = new Findings();

    private SplImport() {}

    /**
     * Reads files in the order in which Argus would apply them.
     *
     * @param name the name of the new pack: lower-case words joined by hyphens
     * @throws ImportException at the first thing that is not in the language
     */
    public static ImportedPack read(String name, List<PackFile> files) {
        SplImport work = new SplImport();
        List<Part> parts = files.stream()
                .flatMap(file -> SplParser.resources(file).stream())
                .flatMap(resource -> work.resource(resource).stream())
                .toList();
        return new ImportedPack(PackWriter.write(name, parts), work.findings.list());
    }

    private Optional<Part> resource(SplBlock.Resource resource) {
        SplBlock.Named named = resource.named();
        Scope scope = Scope.WHOLE.within(pattern("resource", Term.RESOURCE, resource.at(), named));
        List<Part> actions = resource.actions().stream()
                .flatMap(action -> action(action, scope).stream())
                .toList();
        return actions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Part.Group(origin("resource", resource.at(), named), true, scope.target(), actions));
    }

    private Optional<Part> action(SplBlock.Action action, Scope resource) {
        if (action.isPrivate()) {
            findings.changed(action.at(), "private", "without effect: packs are not handed on to other services");
        }
        Scope scope = resource.within(pattern("action", Term.ACTION, action.at(), action.named()));
        List<Part.Rule> rules = action.rules().stream()
                .flatMap(rule -> rule(rule, scope).stream())
                .toList();
        return rules.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Part.Rules(origin("action", action.at(), action.named()), true, scope.target(), rules));
    }

    private Comparison pattern(String kind, Term term, Position at, SplBlock.Named named) {
        named.obligations().forEach(id -> findings.obligation(id.at(), id.text()));
        String construct = kind + " " + Problems.quote(named.pattern().text());
        warnOfBackslash(named.pattern());
        Comparison comparison = term.comparison(named.pattern().text(), false);
        if (comparison instanceof Comparison.Inexpressible inexpressible) {
            findings.lost(
                    named.pattern().at(),
                    construct,
                    inexpressible.why() + "; its permits are left out, and its denies hold for every " + kind);
        } else {
            findings.kept(at, construct, "as written");
        }
        return comparison;
    }

    private Optional<Part.Rule> rule(SplBlock.Rule rule, Scope scope) {
        String construct = (rule.permits() ? "rule permit " : "rule deny ") + Problems.quote(shown(rule));
        List<String> problems = new ArrayList<>();
        Narrowing narrowing = new Narrowing();
        for (SplBlock.Attribute attribute : rule.attributes()) {
            Comparison comparison = comparison(attribute, rule.permits());
            narrowing.add(comparison);
            if (comparison instanceof Comparison.Inexpressible inexpressible) {
                problems.add(inexpressible.why());
                findings.lost(attribute.name().at(), construct, inexpressible.why() + consequence(rule.permits()));
            }
        }
        if (rule.permits() && !scope.certain() && problems.isEmpty()) {
            findings.lost(rule.at(), construct, "where it holds cannot be said; it is left out");
        }
        boolean leftOut = rule.permits() && !(scope.certain() && problems.isEmpty());
        if (!leftOut && problems.isEmpty()) {
            findings.kept(rule.at(), construct, "as written");
        }
        Origin origin = new Origin(rule.at(), construct);
        return leftOut
                ? Optional.empty()
                : Optional.of(new Part.Rule(origin, rule.permits(), narrowing.target(), List.of()));
    }

    private static String consequence(boolean permits) {
        return permits ? "; the permit is left out" : "; the deny holds whatever the value";
    }

    private Comparison comparison(SplBlock.Attribute attribute, boolean permits) {
        String name = attribute.name().text();
        warnOfBackslash(attribute.value());
        Term term = Term.byName().get(name);
        if (term == null) {
            String reason = WITHOUT_EQUIVALENT.getOrDefault(name, "it has no equivalent here");
            return new Comparison.Inexpressible("the attribute " + Problems.quote(name) + ": " + reason
                    + Spelling.hint(name, Term.byName().keySet()));
        }
        if (term == Term.ISSUER || term == Term.AUTHORITY) {
            warnOfIssuer(attribute.name(), permits);
        }
        return term.comparison(attribute.value().text(), permits);
    }

    private void warnOfIssuer(Token name, boolean permits) {
        findings.changed(
                name.at(),
                name.text(),
                permits
                        ? "only the CA of the subject's own certificate counts, and only if its chain is sent"
                        : "whoever comes without a certificate chain is permitted nothing where this deny is reached");
    }

    private void warnOfBackslash(Token value) {
        if (value.text().contains("\\")) {
            findings.changed(
                    value.at(),
                    "string " + Problems.quote(value.text()),
                    "each backslash is part of the value, as Argus reads it: a pattern with `\\\\.` asks for a backslash");
        }
    }

    private static String shown(SplBlock.Rule rule) {
        return rule.attributes().stream()
                .map(attribute ->
                        attribute.name().text() + "=\"" + attribute.value().text() + "\"")
                .collect(Collectors.joining(" "));
    }

    private static Origin origin(String kind, Position at, SplBlock.Named named) {
        String own = kind + " \"" + named.pattern().text() + "\"";
        return new Origin(at, named.description().isEmpty() ? own : own + ": " + named.description());
    }

    /** Where a block holds; uncertain if that could not be said whole. */
    private record Scope(Target target, boolean certain) {
        static final Scope WHOLE = new Scope(Target.EVERYTHING, true);

        Scope within(Comparison comparison) {
            boolean known = !(comparison instanceof Comparison.Inexpressible);
            return new Scope(new Narrowing().add(comparison).target(), certain && known);
        }
    }
}
