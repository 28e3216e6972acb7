package org.portcullis.policy;

import java.time.Duration;
import org.portcullis.policy.facts.ProxyLimits;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Problems;

/** Reads {@code data/proxies.yaml}: how long proxy certificates may be made to live. */
final class ProxiesYaml {
    /** Where it stands in the pack. */
    static final String FILE = "data/proxies.yaml";

    private ProxiesYaml() {}

    /** Reads the file; what could not be read is noted, and no proxy lives that long. */
    static ProxyLimits parse(PackFile file, Problems problems) {
        return YamlMapping.parse(file, problems)
                .map(yaml -> limits(yaml, new DataValues(problems)))
                .orElseGet(() -> new ProxyLimits(Duration.ZERO, Duration.ZERO));
    }

    private static ProxyLimits limits(YamlMapping yaml, DataValues values) {
        yaml.allowOnly("leaf-lifetime", "first-lifetime");
        return new ProxyLimits(limit(yaml, "leaf-lifetime", values), limit(yaml, "first-lifetime", values));
    }

    private static Duration limit(YamlMapping yaml, String key, DataValues values) {
        return yaml.requiredText(key).flatMap(values::duration).orElse(Duration.ZERO);
    }
}
