package org.portcullis.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping in a YAML file of a pack, read strictly: what is missing, doubled, unknown or of the wrong kind is noted with
 * its place, and reading goes on with what is left.
 */
final class YamlMapping {
    private final PackFile file;
    private final Position at;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Position> keys = new LinkedHashMap<>();

    /** A plain value and where it stands. */
    record Text(String value, Position at) {}

    private YamlMapping(PackFile file, MappingNode node, Problems problems) {
        this.file = file;
        this.at = position(file, node);
        this.problems = problems;
        node.getValue().forEach(this::take);
    }

    /** The one mapping that the file holds, or empty with a problem noted. */
    static Optional<YamlMapping> parse(PackFile file, Problems problems) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setMaxAliasesForCollections(0)
                    .setAllowNonScalarKeys(true)
                    .build();
            Optional<Node> root = new Compose(settings).composeString(file.text());
            return mapping(file, root.orElseThrow(() -> new YamlEngineException("the file is empty")), problems);
        } catch (MarkedYamlEngineException e) {
            problems.add(position(file, e.getProblemMark()), "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(file.at(1, 1), "not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Notes every key that is none of these. */
    void allowOnly(String... known) {
        List<String> allowed = List.of(known);
        keys.forEach((key, where) -> {
            if (!allowed.contains(key)) {
                problems.add(
                        where,
                        "unknown key " + Problems.quote(key) + "; known are "
                                + String.join(", ", new TreeSet<>(allowed)));
            }
        });
    }

    /** Notes every one of these keys that is missing. */
    void require(String... needed) {
        for (String key : needed) {
            if (!values.containsKey(key)) {
                problems.add(at, "`" + key + "` is missing");
            }
        }
    }

    /** Where the mapping begins. */
    Position at() {
        return at;
    }

    /** The plain value of that key, if it is there. */
    Optional<Text> text(String key) {
        return Optional.ofNullable(values.get(key)).flatMap(node -> scalar(key, node));
    }

    /** The plain value of that key, which must be there. */
    Optional<Text> requiredText(String key) {
        require(key);
        return text(key);
    }

    /** The plain values listed under that key, if it is there; an empty list is noted. */
    Optional<List<Text>> texts(String key) {
        return Optional.ofNullable(values.get(key)).map(node -> listed(key, node));
    }

    /** The plain values listed under that key, which must be there. */
    List<Text> requiredTexts(String key) {
        require(key);
        return texts(key).orElse(List.of());
    }

    /** The mapping under that key, if it is there. */
    Optional<YamlMapping> mapping(String key) {
        return Optional.ofNullable(values.get(key)).flatMap(node -> mapping(file, node, problems));
    }

    /** The mapping under that key, which must be there. */
    Optional<YamlMapping> requiredMapping(String key) {
        require(key);
        return mapping(key);
    }

    /** The mappings listed under that key; none if it is not there. */
    List<YamlMapping> mappings(String key) {
        return Optional.ofNullable(values.get(key))
                .map(node -> mappings(key, node))
                .orElse(List.of());
    }

    /** The keys, in the order of the file, and where each stands. */
    Map<String, Position> keys() {
        return keys;
    }

    private void take(NodeTuple entry) {
        Position where = position(file, entry.getKeyNode());
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            problems.add(where, "a key must be a plain word");
        } else if (values.putIfAbsent(key.getValue(), entry.getValueNode()) != null) {
            problems.add(where, Problems.quote(key.getValue()) + " stands here twice; keep one");
        } else {
            keys.put(key.getValue(), where);
        }
    }

    private Optional<Text> scalar(String key, Node node) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(new Text(scalar.getValue(), position(file, node)));
        }
        problems.add(position(file, node), "`" + key + "` must be a plain value");
        return Optional.empty();
    }

    private List<Text> listed(String key, Node node) {
        List<Text> texts = new ArrayList<>();
        if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            sequence.getValue().forEach(item -> scalar(key, item).ifPresent(texts::add));
        } else {
            problems.add(position(file, node), "`" + key + "` must be a list with at least one value");
        }
        return texts;
    }

    private List<YamlMapping> mappings(String key, Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .flatMap(item -> mapping(file, item, problems).stream())
                    .toList();
        }
        problems.add(position(file, node), "`" + key + "` must be a list");
        return List.of();
    }

    private static Optional<YamlMapping> mapping(PackFile file, Node node, Problems problems) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new YamlMapping(file, mapping, problems));
        }
        problems.add(position(file, node), "here must stand keys and values");
        return Optional.empty();
    }

    private static Position position(PackFile file, Node node) {
        return position(file, node.getStartMark());
    }

    private static Position position(PackFile file, Optional<Mark> mark) {
        return mark.map(m -> file.at(m.getLine() + 1, m.getColumn() + 1)).orElseGet(() -> file.at(1, 1));
    }
}
