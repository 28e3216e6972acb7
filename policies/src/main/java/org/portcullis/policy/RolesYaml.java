package org.portcullis.policy;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.policy.YamlMapping.Text;
import org.portcullis.policy.facts.RoleRules;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Problems;

/** Reads {@code data/roles.yaml}: which roles must not come by a pilot. */
final class RolesYaml {
    /** Where it stands in the pack. */
    static final String FILE = "data/roles.yaml";

    private static final Map<String, Boolean> ALLOWED = Map.of("allow", true, "deny", false);

    private RolesYaml() {}

    /** Reads the file; what could not be read is noted and left out. */
    static RoleRules parse(PackFile file, Problems problems) {
        return YamlMapping.parse(file, problems)
                .map(yaml -> rules(yaml, new DataValues(problems)))
                .orElseGet(() -> new RoleRules(Set.of(), false));
    }

    private static RoleRules rules(YamlMapping yaml, DataValues values) {
        yaml.allowOnly("never-via-pilot", "payload-is-pilot");
        Set<String> never = yaml.texts("never-via-pilot").stream()
                .flatMap(roles -> roles.stream().map(Text::value))
                .collect(Collectors.toSet());
        boolean payloadMayBePilot = yaml.requiredText("payload-is-pilot")
                .flatMap(text -> values.oneOf(text, ALLOWED))
                .orElse(false);
        return new RoleRules(never, payloadMayBePilot);
    }
}
