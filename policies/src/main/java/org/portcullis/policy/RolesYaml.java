package org.portcullis.policy;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.policy.YamlMapping.Text;
import org.portcullis.policy.facts.RoleRules;
import org.portcullis.policy.source.Problems;

/** Reads {@code data/roles.yaml}: which roles must not come by a pilot. */
final class RolesYaml {
    private static final Map<String, Boolean> ALLOWED = Map.of("allow", true, "deny", false);

    private RolesYaml() {}

    /** Reads the file; what could not be read is noted and left out. */
    static RoleRules parse(YamlMapping yaml, Problems problems) {
        DataValues values = new DataValues(problems);
        yaml.allowOnly(SiteFiles.AS_OF, "never-via-pilot", "payload-is-pilot");
        Set<String> never = yaml.texts("never-via-pilot").stream()
                .flatMap(roles -> roles.stream().map(Text::value))
                .collect(Collectors.toSet());
        boolean payloadMayBePilot = yaml.requiredText("payload-is-pilot")
                .flatMap(text -> values.oneOf(text, ALLOWED))
                .orElse(false);
        return new RoleRules(never, payloadMayBePilot);
    }
}
