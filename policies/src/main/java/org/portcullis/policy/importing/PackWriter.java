package org.portcullis.policy.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.portcullis.policy.facts.Fact;

/**
 * Writes policies as a complete pack: the parts in their order, the first that applies decides, and what none of them
 * permits is denied. Requests that do not name both a resource and an action, on one line each, fit no part.
 */
public final class PackWriter {
    private static final String ONE_LINE = "[^\\n\\r\\x{85}\\x{2028}\\x{2029}]*";
    private static final Target NAMES_BOTH =
            Target.EVERYTHING.and(List.of(List.of(oneLine(Fact.RESOURCE_ID), oneLine(Fact.ACTION_ID))));
    private static final Map<String, String> DATA = Map.of(
            "data/vos.yaml", "# No imported rule asks which VOs the site serves.\nvos: {}\n",
            "data/owners.yaml", "enabled: false\nowners: {}\n",
            "data/frameworks.yaml", "frameworks: {}\n",
            "data/regimes.yaml", "regimes: []\n",
            "data/peps.yaml", "peps: []\n",
            "data/roles.yaml", "payload-is-pilot: allow\n",
            "data/proxies.yaml", "leaf-lifetime: 24h\nfirst-lifetime: 14d\n");

    private final String name;

    private PackWriter(String name) {
        this.name = name;
    }

    /** The files of a pack of that name. */
    public static Map<String, String> write(String name, List<Part> parts) {
        PackWriter writer = new PackWriter(name);
        Map<String, String> files = new LinkedHashMap<>(DATA);
        List<String> policies = new ArrayList<>(List.of("policy/root.xml", "policy/imported.xml"));
        for (int i = 0; i < parts.size(); i++) {
            String file = "policy/part-" + (i + 1) + ".xml";
            policies.add(file);
            files.put(file, new PolicyWriter(writer.id("part-" + (i + 1))).write(parts.get(i)));
        }
        files.put("policy/root.xml", writer.root());
        files.put("policy/imported.xml", writer.imported(parts));
        files.put("pack.yaml", writer.manifest(policies));
        return files;
    }

    private String id(String policy) {
        return "urn:portcullis:" + name + ":policy:" + policy;
    }

    private String manifest(List<String> policies) {
        return "# Imported. See docs/import.md of the policies module.\nname: " + name + "\nversion: 1.0.0\nroot: "
                + id("root") + "\npolicies:\n  - " + String.join("\n  - ", policies) + "\n";
    }

    private String root() {
        return PolicyWriter.openSet(new XmlLines(), id("root"), false)
                .text(
                        "Description",
                        "The imported policies decide alone. Policies of the site's own may be put before them.")
                .empty("Target")
                .text("PolicySetIdReference", id("imported"))
                .close("PolicySet")
                .toString();
    }

    private String imported(List<Part> parts) {
        XmlLines xml = PolicyWriter.openSet(new XmlLines(), id("imported"), true)
                .text("Description", "The first part that applies decides; what none permits is denied.")
                .empty("Target");
        PolicyWriter.openInnerSet(xml, id("parts"), true)
                .text(
                        "Description",
                        "The imported parts, in their order, for requests that name a resource and an action.");
        PolicyWriter.target(xml, NAMES_BOTH);
        for (int i = 0; i < parts.size(); i++) {
            String reference = parts.get(i) instanceof Part.Group ? "PolicySetIdReference" : "PolicyIdReference";
            xml.text(reference, id("part-" + (i + 1)));
        }
        xml.close("PolicySet");
        return PolicyWriter.denyRest(xml, id("rest")).close("PolicySet").toString();
    }

    private static Match oneLine(Fact fact) {
        return new Match(Match.Function.FULL_MATCH, ONE_LINE, fact, false);
    }
}
