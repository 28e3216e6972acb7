package org.portcullis.pdp.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The configuration before anybody understands it, as one tree: the main file, over it the files of {@code conf.d} beside it
 * in the order of their names, over them the environment. Mappings are merged; whatever else there is takes the place of
 * what was there. Each node knows where it was written.
 */
final class ConfigLayers {
    private static final String DIRECTORY = "conf.d";

    private ConfigLayers() {}

    /**
     * The tree; nothing if nobody says anything.
     *
     * @throws ConfigException if a file cannot be read: what the others say would look wrong without it
     */
    static Optional<Node> read(Path file, Map<String, String> environment, Problems problems) {
        List<Node> layers = new ArrayList<>();
        Stream.concat(Stream.of(file), dropIns(file, problems).stream())
                .forEach(each -> layer(each, problems).ifPresent(layers::add));
        problems.raise();
        layers.addAll(EnvironmentLayer.read(environment, layers, problems));
        return layers.stream().reduce(ConfigLayers::over);
    }

    private static List<Path> dropIns(Path file, Problems problems) {
        Path directory = file.resolveSibling(DIRECTORY);
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> named =
                    files.filter(each -> !name(each).startsWith(".")).sorted().toList();
            named.stream()
                    .filter(each -> name(each).endsWith(".yml"))
                    .forEach(each -> problems.add(each.toString(), "is not read: call it .yaml, or take it away"));
            return named.stream().filter(each -> name(each).endsWith(".yaml")).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            problems.add(directory.toString(), "cannot be read: " + e);
            return List.of();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static Optional<Node> layer(Path file, Problems problems) {
        try {
            Optional<Node> root = YamlFile.compose(file);
            root.filter(node -> !(node instanceof MappingNode))
                    .ifPresent(node -> problems.add(node, "must be a mapping of keys to values"));
            return root.filter(MappingNode.class::isInstance);
        } catch (ConfigException e) {
            problems.addAll(e);
            return Optional.empty();
        }
    }

    private static Node over(Node below, Node above) {
        return below instanceof MappingNode base && above instanceof MappingNode changes
                ? merged(base, changes)
                : above;
    }

    /** A key that a file gives twice stays there twice, for its reader to complain of. */
    private static MappingNode merged(MappingNode base, MappingNode changes) {
        List<NodeTuple> left = new ArrayList<>(changes.getValue());
        List<NodeTuple> tuples = new ArrayList<>();
        for (NodeTuple tuple : base.getValue()) {
            Optional<NodeTuple> change =
                    left.stream().filter(other -> isSameKey(tuple, other)).findFirst();
            change.ifPresent(left::remove);
            tuples.add(change.map(other -> merged(tuple, other)).orElse(tuple));
        }
        tuples.addAll(left);
        return new MappingNode(
                base.getTag(), true, tuples, base.getFlowStyle(), base.getStartMark(), base.getEndMark());
    }

    private static NodeTuple merged(NodeTuple base, NodeTuple change) {
        return new NodeTuple(change.getKeyNode(), over(base.getValueNode(), change.getValueNode()));
    }

    private static boolean isSameKey(NodeTuple one, NodeTuple other) {
        return one.getKeyNode() instanceof ScalarNode key
                && other.getKeyNode() instanceof ScalarNode same
                && key.getValue().equals(same.getValue());
    }
}
