package org.portcullis.policy.importing.xacml2;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.policy.importing.Element;
import org.portcullis.policy.importing.Findings;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.importing.ImportedPack;
import org.portcullis.policy.importing.Origin;
import org.portcullis.policy.importing.PackWriter;
import org.portcullis.policy.importing.Part;
import org.portcullis.policy.importing.Target;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Problems;
import org.portcullis.policy.source.Spelling;

/**
 * Makes a pack of policies in XACML 2.0. What cannot be said in a pack makes it stricter: a permit that depends on it is
 * left out, and a deny goes without it.
 */
public final class Xacml2Import {
    private static final Set<String> PARTS = Set.of("Policy", "PolicySet", "PolicyIdReference", "PolicySetIdReference");
    private static final Map<String, Set<String>> CHILDREN = Map.of(
            "PolicySet",
            Set.of(
                    "Description",
                    "Target",
                    "Obligations",
                    "Policy",
                    "PolicySet",
                    "PolicyIdReference",
                    "PolicySetIdReference"),
            "Policy",
            Set.of("Description", "Target", "Obligations", "VariableDefinition", "Rule"),
            "Rule",
            Set.of("Description", "Target", "Condition"));
    private static final int MOST_RULES = 100_000;

    private final PolicyIndex index;
    private final Findings findings = new Findings();
    private final Deque<String> path = new ArrayDeque<>();
    private int rules;

    private Xacml2Import(PolicyIndex index) {
        this.index = index;
    }

    /**
     * Reads policies and what they refer to.
     *
     * @param name the name of the new pack: lower-case words joined by hyphens
     * @param root the id of the policy that decides; if empty, those that no other refers to, in the order read
     * @throws ImportException at the first thing that is not XACML 2.0, or that no pack may hold
     */
    public static ImportedPack read(String name, List<PackFile> files, String root) {
        PolicyIndex index = PolicyIndex.of(files);
        Xacml2Import work = new Xacml2Import(index);
        List<Part> parts = index.roots(root, work.findings).stream()
                .flatMap(policy -> work.part(policy, true).stream())
                .toList();
        return new ImportedPack(PackWriter.write(name, parts), work.findings.list());
    }

    private Optional<Part> part(Element element, boolean certain) {
        if (PolicyIndex.isReference(element)) {
            return part(index.target(element), certain);
        }
        String id = element.attribute(element.name() + "Id");
        if (path.contains(id)) {
            throw new ImportException(
                    element.at(), "the policies refer to each other in a circle; take out a reference");
        }
        path.push(id);
        boolean firstApplicable = Algorithms.isFirstApplicable(element);
        Targets targets = new Targets(Use.BOTH);
        Target target = targets.of(element);
        String construct = element.name() + " " + Problems.quote(id);
        targets.problems()
                .forEach(problem -> findings.lost(
                        element.at(),
                        construct,
                        problem + "; its permits are left out, and its denies hold without that"));
        if (targets.problems().isEmpty()) {
            findings.kept(element.at(), construct, "as written");
        }
        checkChildren(element);
        obligations(element);
        boolean stillCertain = certain && targets.problems().isEmpty();
        Optional<Part> part = element.name().equals("PolicySet")
                ? group(element, firstApplicable, target, stillCertain)
                : rules(element, firstApplicable, target, stillCertain);
        path.pop();
        return part;
    }

    private Optional<Part> group(Element set, boolean firstApplicable, Target target, boolean certain) {
        List<Part> parts = set.children().stream()
                .filter(child -> PARTS.contains(child.name()))
                .flatMap(child -> part(child, certain).stream())
                .toList();
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Part.Group(origin(set, "PolicySetId"), firstApplicable, target, parts));
    }

    private Optional<Part> rules(Element policy, boolean firstApplicable, Target target, boolean certain) {
        Conditions conditions = new Conditions(policy.children("VariableDefinition").stream()
                .collect(Collectors.toMap(
                        definition -> definition.attribute("VariableId"), Xacml2Import::expression, (a, b) -> a)));
        List<Part.Rule> kept = policy.children().stream()
                .filter(child -> child.name().equals("Rule"))
                .flatMap(rule -> rule(rule, conditions, certain).stream())
                .toList();
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(new Part.Rules(origin(policy, "PolicyId"), firstApplicable, target, kept));
    }

    /** Elements that the schema allows and that change nothing are noted; others are refused. */
    private void checkChildren(Element holder) {
        Set<String> known = CHILDREN.getOrDefault(holder.name(), Set.of());
        for (Element child : holder.children()) {
            if (child.name().endsWith("CombinerParameters") || child.name().endsWith("Defaults")) {
                findings.changed(child.at(), child.name(), "without effect: what it is for is not supported");
            } else if (!known.contains(child.name())) {
                throw new ImportException(
                        child.at(),
                        Problems.quote(child.name()) + " does not belong here" + Spelling.hint(child.name(), known));
            }
        }
    }

    private Optional<Part.Rule> rule(Element rule, Conditions conditions, boolean certain) {
        if (++rules > MOST_RULES) {
            throw new ImportException(rule.at(), "more than " + MOST_RULES + " rules");
        }
        checkChildren(rule);
        boolean permits = permits(rule);
        Targets targets = new Targets(permits ? Use.PERMIT : Use.DENY);
        Target target = targets.of(rule);
        List<String> problems = new ArrayList<>(targets.problems());
        List<Element> condition = condition(rule, conditions, problems);
        if (permits && !certain && problems.isEmpty()) {
            problems.add("where it holds cannot be said");
        }
        String construct = "Rule " + Problems.quote(rule.attribute("RuleId"));
        String consequence = permits ? "; the permit is left out" : "; the deny holds without that";
        problems.forEach(problem -> findings.lost(rule.at(), construct, problem + consequence));
        if (problems.isEmpty()) {
            findings.kept(rule.at(), construct, "as written");
        }
        boolean leftOut = permits && !problems.isEmpty();
        return leftOut
                ? Optional.empty()
                : Optional.of(new Part.Rule(origin(rule, "RuleId"), permits, target, condition));
    }

    private static boolean permits(Element rule) {
        String effect = rule.attribute("Effect");
        if (!effect.equals("Permit") && !effect.equals("Deny")) {
            throw new ImportException(
                    rule.at(), "the Effect of a rule is `Permit` or `Deny`, not " + Problems.quote(effect));
        }
        return effect.equals("Permit");
    }

    private static List<Element> condition(Element rule, Conditions conditions, List<String> problems) {
        List<Element> translated = new ArrayList<>();
        for (Element condition : rule.children("Condition")) {
            try {
                translated.add(conditions.translate(expression(condition)));
            } catch (InexpressibleException e) {
                problems.add(e.why());
            }
        }
        return translated;
    }

    private static Element expression(Element holder) {
        return holder.children().stream()
                .findFirst()
                .orElseThrow(
                        () -> new ImportException(holder.at(), Problems.quote(holder.name()) + " holds no expression"));
    }

    private void obligations(Element policy) {
        policy.children("Obligations").stream()
                .flatMap(obligations -> obligations.children("Obligation").stream())
                .forEach(obligation -> findings.obligation(obligation.at(), obligation.attribute("ObligationId")));
    }

    private static Origin origin(Element element, String idName) {
        String id = element.attribute(idName);
        String description =
                element.child("Description").map(Element::text).orElse("").strip();
        return new Origin(element.at(), description.isEmpty() ? id : id + ": " + description);
    }
}
