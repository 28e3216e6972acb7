package org.portcullis.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.portcullis.policy.YamlMapping.Text;
import org.portcullis.policy.facts.PepCapabilities;
import org.portcullis.policy.facts.PepCapability;
import org.portcullis.policy.facts.Validity;
import org.portcullis.policy.source.Problems;
import org.portcullis.profile.Dn;

/** Reads {@code data/peps.yaml}: which PEPs can run work under another account than their caller's. */
final class PepsYaml {
    private static final Map<String, Boolean> CAPABILITIES = Map.of("switching", true, "logging-only", false);

    private final DataValues values;
    private final Problems problems;
    private final Map<Dn, PepCapability> byDn = new HashMap<>();
    private final Map<String, PepCapability> byHost = new HashMap<>();

    private PepsYaml(Problems problems) {
        this.values = new DataValues(problems);
        this.problems = problems;
    }

    /** Reads the file; what could not be read is noted and left out. */
    static PepCapabilities parse(YamlMapping yaml, Problems problems) {
        return new PepsYaml(problems).capabilities(yaml);
    }

    private PepCapabilities capabilities(YamlMapping yaml) {
        yaml.allowOnly(SiteFiles.AS_OF, "default", "peps");
        yaml.require("peps");
        boolean standard = yaml.text("default")
                .flatMap(text -> values.oneOf(text, CAPABILITIES))
                .orElse(true);
        yaml.mappings("peps").forEach(this::pep);
        return new PepCapabilities(new PepCapability(standard, List.of()), byDn, byHost);
    }

    private void pep(YamlMapping yaml) {
        yaml.allowOnly("dn", "host", "capability", "exceptions");
        boolean switching = yaml.requiredText("capability")
                .flatMap(text -> values.oneOf(text, CAPABILITIES))
                .orElse(false);
        PepCapability capability = new PepCapability(
                switching,
                yaml.mappings("exceptions").stream().map(this::exception).toList());
        Optional<Text> dn = yaml.text("dn");
        Optional<Text> host = yaml.text("host");
        if (dn.isPresent() == host.isPresent()) {
            problems.add(yaml.at(), "a PEP is named either by `dn` or by `host`");
        }
        dn.ifPresent(text -> values.dn(text).ifPresent(name -> list(byDn, name, capability, text)));
        host.ifPresent(text -> list(byHost, text.value().toLowerCase(Locale.ROOT), capability, text));
    }

    /** An exception needs somebody who answers for it, and an end. */
    private Validity exception(YamlMapping yaml) {
        yaml.allowOnly("approver", "valid-from", "valid-until");
        yaml.require("approver", "valid-until");
        yaml.text("approver");
        return values.validity(yaml);
    }

    private <T> void list(Map<T, PepCapability> listed, T name, PepCapability capability, Text text) {
        if (listed.putIfAbsent(name, capability) != null) {
            problems.add(text.at(), Problems.quote(text.value()) + " stands here twice; keep one");
        }
    }
}
