package org.portcullis.policy;

import java.time.Duration;
import org.portcullis.policy.facts.ProxyLimits;
import org.portcullis.policy.source.Problems;

/** Reads {@code data/proxies.yaml}: how long proxy certificates and VOMS attributes may be made to live. */
final class ProxiesYaml {
    private ProxiesYaml() {}

    /** Reads the file; what could not be read is noted, and no proxy lives that long. */
    static ProxyLimits parse(YamlMapping yaml, Problems problems) {
        DataValues values = new DataValues(problems);
        yaml.allowOnly(SiteFiles.AS_OF, "leaf-lifetime", "first-lifetime", "attribute-lifetime");
        Duration attributes =
                yaml.text("attribute-lifetime").flatMap(values::duration).orElse(ProxyLimits.DEFAULT_ATTRIBUTES);
        return new ProxyLimits(limit(yaml, "leaf-lifetime", values), limit(yaml, "first-lifetime", values), attributes);
    }

    private static Duration limit(YamlMapping yaml, String key, DataValues values) {
        return yaml.requiredText(key).flatMap(values::duration).orElse(Duration.ZERO);
    }
}
