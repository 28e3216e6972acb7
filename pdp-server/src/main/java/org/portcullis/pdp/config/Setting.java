package org.portcullis.pdp.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One key of the configuration with the value in force as a file would say it, paths made absolute; where it was written,
 * {@code default} if nowhere; and whether what it names on disk is taken without a restart.
 */
public record Setting(String key, String value, String origin, boolean reload) {
    /** All that were read, in the order of the schema; sections that are not there have none. */
    static List<Setting> of(Transcript read) {
        return ConfigSchema.shipped().keys().stream()
                .flatMap(key -> of(key, read).stream())
                .toList();
    }

    private static Optional<Setting> of(ConfigSchema.Key key, Transcript read) {
        Optional<Node> given = read.given(key.path());
        return read.outcome(key.path())
                .flatMap(outcome -> spoken(outcome)
                        .or(() -> given.isPresent() ? given.flatMap(Setting::written) : key.defaultText()))
                .map(value ->
                        new Setting(key.path(), value, given.map(Place::line).orElse("default"), key.reload()));
    }

    /** Of values that speak for themselves: a path is resolved by now, and a default may hang on other keys. */
    private static Optional<String> spoken(Object outcome) {
        boolean plain = Stream.of(Path.class, SecretPlace.class, Boolean.class, Long.class)
                .anyMatch(type -> type.isInstance(outcome));
        return plain || isPaths(outcome) ? Optional.of(outcome.toString()) : Optional.empty();
    }

    private static boolean isPaths(Object outcome) {
        return outcome instanceof List<?> list
                && list.size() > 1
                && list.stream().allMatch(Path.class::isInstance);
    }

    /** As it stands there; a mapping with keys of its own says nothing for itself. */
    private static Optional<String> written(Node node) {
        return node instanceof MappingNode ? Optional.empty() : Optional.of(flow(node));
    }

    private static String flow(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(Setting::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return ((MappingNode) node)
                .getValue().stream()
                        .map(tuple -> flow(tuple.getKeyNode()) + ": " + flow(tuple.getValueNode()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }
}
