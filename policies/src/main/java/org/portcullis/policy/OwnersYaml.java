package org.portcullis.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.portcullis.policy.YamlMapping.Text;
import org.portcullis.policy.facts.PilotOwner;
import org.portcullis.policy.facts.PilotOwners;
import org.portcullis.policy.source.Problems;
import org.portcullis.profile.Dn;
import org.portcullis.profile.VoName;

/** Reads {@code data/owners.yaml}: who may run multi-user pilots for which VO, and who of them may vouch. */
final class OwnersYaml {
    private final DataValues values;
    private final Problems problems;

    private OwnersYaml(Problems problems) {
        this.values = new DataValues(problems);
        this.problems = problems;
    }

    /** Reads the file; what could not be read is noted and left out. */
    static PilotOwners parse(YamlMapping yaml, Problems problems) {
        return new OwnersYaml(problems).registry(yaml);
    }

    private PilotOwners registry(YamlMapping yaml) {
        yaml.allowOnly(SiteFiles.AS_OF, "enabled", "owners");
        Map<VoName, Map<Dn, PilotOwner>> owners = new HashMap<>();
        yaml.requiredMapping("owners")
                .ifPresent(vos -> values.eachVo(vos, (key, vo) -> owners.put(vo, owners(vos.mappings(key)))));
        return new PilotOwners(values.requiredTruth(yaml, "enabled"), owners);
    }

    private Map<Dn, PilotOwner> owners(List<YamlMapping> entries) {
        Map<Dn, PilotOwner> owners = new HashMap<>();
        entries.forEach(entry -> {
            entry.allowOnly("dn", "valid-from", "valid-until", "may-vouch");
            PilotOwner owner = new PilotOwner(values.validity(entry), values.truth(entry, "may-vouch"));
            entry.requiredText("dn").ifPresent(text -> register(owners, text, owner));
        });
        return owners;
    }

    private void register(Map<Dn, PilotOwner> owners, Text name, PilotOwner owner) {
        values.dn(name).ifPresent(dn -> {
            if (owners.putIfAbsent(dn, owner) != null) {
                problems.add(name.at(), Problems.quote(name.value()) + " stands here twice; keep one");
            }
        });
    }
}
