package org.portcullis.policy.importing.xacml2;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.policy.importing.Element;
import org.portcullis.policy.importing.Findings;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Problems;

/** The outermost policies and policy sets of all files by their ids, in the order read. */
final class PolicyIndex {
    private static final Set<String> REFERENCES = Set.of("PolicyIdReference", "PolicySetIdReference");

    private final Map<String, Element> policies = new LinkedHashMap<>();

    private PolicyIndex() {}

    static PolicyIndex of(List<PackFile> files) {
        PolicyIndex index = new PolicyIndex();
        files.stream().flatMap(file -> XmlTree.read(file).stream()).forEach(index::add);
        if (index.policies.isEmpty()) {
            throw new ImportException(
                    files.stream().findFirst().orElse(new PackFile("-", "")).at(1, 1), "there is no policy to import");
        }
        return index;
    }

    private void add(Element document) {
        if (!document.name().equals("Policy") && !document.name().equals("PolicySet")) {
            throw new ImportException(
                    document.at(), Problems.quote(document.name()) + " is neither a Policy nor a PolicySet");
        }
        Element known = policies.putIfAbsent(document.attribute(document.name() + "Id"), document);
        if (known != null) {
            throw new ImportException(document.at(), "this id stands at " + known.at() + " already");
        }
    }

    /** Whether an element refers to a policy. */
    static boolean isReference(Element element) {
        return REFERENCES.contains(element.name());
    }

    /** What a reference leads to. */
    Element target(Element reference) {
        String id = reference.text().strip();
        return Optional.ofNullable(policies.get(id))
                .filter(policy -> reference.name().equals(policy.name() + "IdReference"))
                .orElseThrow(() -> new ImportException(
                        reference.at(),
                        "none of the files holds a " + reference.name().replace("IdReference", "") + " with the id "
                                + Problems.quote(id)));
    }

    /** The policies to begin with: the one of that id, or, without an id, those that no other refers to. */
    List<Element> roots(String id, Findings findings) {
        if (!id.isEmpty()) {
            return List.of(Optional.ofNullable(policies.get(id))
                    .orElseThrow(() -> new ImportException(
                            first().at(), "none of the files holds a policy with the id " + Problems.quote(id))));
        }
        Set<String> referred = new HashSet<>();
        policies.values().forEach(policy -> collectReferences(policy, referred));
        List<Element> roots = policies.entrySet().stream()
                .filter(policy -> !referred.contains(policy.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        checkRoots(roots, findings);
        return roots;
    }

    private void checkRoots(List<Element> roots, Findings findings) {
        if (roots.isEmpty()) {
            throw new ImportException(
                    first().at(), "the policies refer to each other in a circle; take out a reference");
        }
        if (roots.size() == 1) {
            return;
        }
        roots.stream().filter(root -> root.name().equals("Policy")).findFirst().ifPresent(policy -> {
            throw new ImportException(
                    policy.at(),
                    "no set refers to this policy, but there are others; say with --root which one decides");
        });
        roots.forEach(root -> findings.changed(
                root.at(),
                "PolicySet " + Problems.quote(root.attribute("PolicySetId")),
                "no other refers to it; of " + roots.size() + " such sets the first that applies decides"));
    }

    private Element first() {
        return policies.values().iterator().next();
    }

    private static void collectReferences(Element element, Set<String> referred) {
        if (isReference(element)) {
            referred.add(element.text().strip());
        }
        element.children().forEach(child -> collectReferences(child, referred));
    }
}
