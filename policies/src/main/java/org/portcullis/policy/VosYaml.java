package org.portcullis.policy;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.policy.YamlMapping.Text;
import org.portcullis.policy.facts.Approval;
import org.portcullis.policy.facts.VoRecord;
import org.portcullis.policy.source.Problems;
import org.portcullis.profile.VoName;

/** Reads {@code data/vos.yaml}: which VOs the site serves and what it has approved. */
final class VosYaml {
    private static final Map<String, Approval.State> STATES = Map.of(
            "approved", Approval.State.APPROVED,
            "pending", Approval.State.PENDING,
            "suspended", Approval.State.SUSPENDED);

    private final DataValues values;

    private VosYaml(Problems problems) {
        this.values = new DataValues(problems);
    }

    /** Reads the file; what could not be read is noted and left out. */
    static Map<VoName, VoRecord> parse(YamlMapping yaml, Problems problems) {
        return new VosYaml(problems).vos(yaml);
    }

    private Map<VoName, VoRecord> vos(YamlMapping yaml) {
        yaml.allowOnly(SiteFiles.AS_OF, "vos");
        return yaml.requiredMapping("vos")
                .map(vos -> values.byVo(vos, this::record))
                .orElse(Map.of());
    }

    private VoRecord record(YamlMapping yaml) {
        yaml.allowOnly("supported", "pilot-roles", "mupj");
        boolean supported = values.requiredTruth(yaml, "supported");
        Set<String> pilotRoles = yaml.texts("pilot-roles")
                .map(roles -> roles.stream().map(Text::value).collect(Collectors.toSet()))
                .orElse(VoRecord.DEFAULT_PILOT_ROLES);
        Approval approval = yaml.mapping("mupj").map(this::approval).orElse(Approval.NONE);
        return new VoRecord(supported, pilotRoles, approval);
    }

    private Approval approval(YamlMapping yaml) {
        yaml.allowOnly("state", "valid-from", "valid-until");
        Approval.State state = yaml.requiredText("state")
                .flatMap(text -> values.oneOf(text, STATES))
                .orElse(Approval.State.NONE);
        return new Approval(state, values.validity(yaml));
    }
}
