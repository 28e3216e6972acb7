package org.portcullis.policy.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Position;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value in a data file and where it stands: a text, or the fields of a mapping, or the items of a list. */
record YamlValue(Position at, String text, Map<String, YamlValue> fields, List<YamlValue> items) {
    /** Reads a file; empty if it is not YAML, which its reader reports. */
    static Optional<YamlValue> of(PackFile file) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setMaxAliasesForCollections(0)
                    .setAllowNonScalarKeys(true)
                    .build();
            return new Compose(settings).composeString(file.text()).map(node -> of(file, node));
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }

    /** What stands under these keys, one within the other. */
    Optional<YamlValue> get(String... path) {
        Optional<YamlValue> value = Optional.of(this);
        for (String key : path) {
            value = value.flatMap(mapping -> Optional.ofNullable(mapping.fields.get(key)));
        }
        return value;
    }

    /** The text under that key; empty if it is not there. */
    String text(String key) {
        return get(key).map(YamlValue::text).orElse("");
    }

    /** This value and all in it, in the order of the file. */
    Stream<YamlValue> everything() {
        return Stream.concat(
                Stream.of(this),
                Stream.concat(fields.values().stream(), items.stream()).flatMap(YamlValue::everything));
    }

    private static YamlValue of(PackFile file, Node node) {
        Position at = node.getStartMark()
                .map(mark -> file.at(mark.getLine() + 1, mark.getColumn() + 1))
                .orElseGet(() -> file.at(1, 1));
        Map<String, YamlValue> fields = new LinkedHashMap<>();
        List<YamlValue> items = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> take(file, entry, fields));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> items.add(of(file, item)));
        }
        return new YamlValue(at, node instanceof ScalarNode scalar ? scalar.getValue() : "", fields, items);
    }

    private static void take(PackFile file, NodeTuple entry, Map<String, YamlValue> fields) {
        if (entry.getKeyNode() instanceof ScalarNode key) {
            fields.put(key.getValue(), of(file, entry.getValueNode()));
        }
    }
}
