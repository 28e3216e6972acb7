package org.portcullis.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.portcullis.policy.YamlMapping.Text;
import org.portcullis.policy.facts.PilotOwners;
import org.portcullis.policy.facts.Validity;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Problems;
import org.portcullis.profile.Dn;
import org.portcullis.profile.VoName;

/** Reads {@code data/owners.yaml}: who may run multi-user pilots for which VO. */
final class OwnersYaml {
    /** Where it stands in the pack. */
    static final String FILE = "data/owners.yaml";

    private static final PilotOwners NOBODY = new PilotOwners(true, Map.of());

    private final DataValues values;
    private final Problems problems;

    private OwnersYaml(Problems problems) {
        this.values = new DataValues(problems);
        this.problems = problems;
    }

    /** Reads the file; what could not be read is noted and left out. */
    static PilotOwners parse(PackFile file, Problems problems) {
        return YamlMapping.parse(file, problems)
                .map(yaml -> new OwnersYaml(problems).registry(yaml))
                .orElse(NOBODY);
    }

    private PilotOwners registry(YamlMapping yaml) {
        yaml.allowOnly("enabled", "owners");
        Map<VoName, Map<Dn, Validity>> owners = new HashMap<>();
        yaml.requiredMapping("owners")
                .ifPresent(vos -> values.eachVo(vos, (key, vo) -> owners.put(vo, owners(vos.mappings(key)))));
        return new PilotOwners(values.requiredTruth(yaml, "enabled"), owners);
    }

    private Map<Dn, Validity> owners(List<YamlMapping> entries) {
        Map<Dn, Validity> owners = new HashMap<>();
        entries.forEach(entry -> {
            entry.allowOnly("dn", "valid-from", "valid-until");
            Validity validity = values.validity(entry);
            entry.requiredText("dn").ifPresent(text -> register(owners, text, validity));
        });
        return owners;
    }

    private void register(Map<Dn, Validity> owners, Text name, Validity validity) {
        values.dn(name).ifPresent(dn -> {
            if (owners.putIfAbsent(dn, validity) != null) {
                problems.add(name.at(), Problems.quote(name.value()) + " stands here twice; keep one");
            }
        });
    }
}
