package org.portcullis.pdp.config;

import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML that this program brings along, as maps, lists and single values. */
public final class YamlTree {
    private YamlTree() {}

    /** A document that is one mapping. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> of(String text) {
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }
}
