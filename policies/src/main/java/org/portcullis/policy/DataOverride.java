package org.portcullis.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Lays values over a data file. */
final class DataOverride {
    private DataOverride() {}

    /** The text with the override laid over it; a text that cannot be read is left to whoever reads it strictly. */
    static String lay(Object override, String text) {
        try {
            Object base = new Load(LoadSettings.builder().build()).loadFromString(text);
            return new Dump(DumpSettings.builder().build()).dumpToString(merged(base, override));
        } catch (YamlEngineException e) {
            return text;
        }
    }

    private static Object merged(Object base, Object override) {
        if (!(base instanceof Map<?, ?> below) || !(override instanceof Map<?, ?> above)) {
            return override;
        }
        Map<Object, Object> all = new LinkedHashMap<>(below);
        above.forEach((key, value) -> all.put(key, all.containsKey(key) ? merged(all.get(key), value) : value));
        return all;
    }
}
