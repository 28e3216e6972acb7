package org.portcullis.pdp.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The JSON Schema of {@code portcullis.yaml}, and the keys that it describes, in the order of that file. */
public record ConfigSchema(String text, List<Key> keys) {
    private static final String RESOURCE = "portcullis.schema.json";
    private static final Set<String> SCALARS = Set.of("string", "integer", "boolean");

    /** Copies the list. */
    public ConfigSchema {
        keys = List.copyOf(keys);
    }

    /**
     * One key, with dots between sections. {@code types} are those of JSON; {@code reload} tells that what it names on disk is
     * taken without a restart, {@code secret} that it says where a secret is.
     */
    public record Key(String path, Set<String> types, boolean reload, boolean secret, Map<String, Object> words) {
        /** Copies set and map. */
        public Key {
            types = Set.copyOf(types);
            words = Map.copyOf(words);
        }

        /** Whether it can be given as a single value. */
        public boolean isScalar() {
            return types.stream().anyMatch(SCALARS::contains);
        }

        /** What holds where it is not given, as the file would say it; nothing for keys that have no default. */
        public Optional<String> defaultText() {
            return Optional.ofNullable(words.get("default")).map(String::valueOf);
        }
    }

    /** The one of this release. */
    public static ConfigSchema shipped() {
        try (InputStream resource = ConfigSchema.class.getResourceAsStream(RESOURCE)) {
            String text = new String(Objects.requireNonNull(resource, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
            List<Key> keys = new ArrayList<>();
            // JSON is YAML
            collect("", map(new Load(LoadSettings.builder().build()).loadFromString(text)), keys);
            return new ConfigSchema(text, keys);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema could not be read from the jar", e);
        }
    }

    private static void collect(String prefix, Map<String, Object> section, List<Key> into) {
        map(section.getOrDefault("properties", Map.of())).forEach((name, value) -> {
            Map<String, Object> words = map(value);
            String path = prefix + name;
            Key key = key(path, words);
            if (key.isScalar() || key.types().contains("array")) {
                into.add(key);
            }
            collect(path + ".", words, into);
        });
    }

    private static Key key(String path, Map<String, Object> words) {
        Object type = words.getOrDefault("type", "object");
        List<String> types = type instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(type.toString());
        return new Key(
                path,
                Set.copyOf(types),
                Boolean.TRUE.equals(words.get("x-reload")),
                Boolean.TRUE.equals(words.get("x-secret")),
                words);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
