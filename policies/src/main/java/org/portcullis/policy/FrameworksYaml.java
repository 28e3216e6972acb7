package org.portcullis.policy;

import java.util.Map;
import org.portcullis.policy.facts.Framework;
import org.portcullis.policy.source.Problems;
import org.portcullis.profile.VoName;

/** Reads {@code data/frameworks.yaml}: which VOs attest that their pilot frameworks can trace every job. */
final class FrameworksYaml {
    private static final Map<String, Boolean> ATTESTATIONS = Map.of("attested", true, "open", false);

    private final DataValues values;

    private FrameworksYaml(Problems problems) {
        this.values = new DataValues(problems);
    }

    /** Reads the file; what could not be read is noted and left out. */
    static Map<VoName, Framework> parse(YamlMapping yaml, Problems problems) {
        return new FrameworksYaml(problems).frameworks(yaml);
    }

    private Map<VoName, Framework> frameworks(YamlMapping yaml) {
        yaml.allowOnly(SiteFiles.AS_OF, "frameworks");
        return yaml.requiredMapping("frameworks")
                .map(vos -> values.byVo(vos, this::framework))
                .orElse(Map.of());
    }

    /** The contact decides nothing, but nobody is believed without one; the review must have a date and an end. */
    private Framework framework(YamlMapping yaml) {
        yaml.allowOnly("traceability", "contact", "reviewed", "valid-until");
        yaml.require("contact", "reviewed", "valid-until");
        yaml.text("contact");
        boolean attested = yaml.requiredText("traceability")
                .flatMap(text -> values.oneOf(text, ATTESTATIONS))
                .orElse(false);
        return new Framework(attested, values.validity(yaml, "reviewed"));
    }
}
