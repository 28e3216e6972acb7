package org.portcullis.pdp.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of a YAML file, read strictly: whoever reads it takes the keys he knows, {@link #close} reports the rest.
 * Not thread-safe.
 */
final class YamlSection implements AutoCloseable {
    private final String path;
    private final Map<String, NodeTuple> left = new LinkedHashMap<>();
    private final Problems problems;
    private final java.util.Set<String> known = new java.util.LinkedHashSet<>();

    YamlSection(String path, Optional<Node> node, Problems problems) {
        this.path = path;
        this.problems = problems;
        node.ifPresent(this::take);
    }

    private void take(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node, "`" + path + "` must be a mapping of keys to values");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                if (left.putIfAbsent(key.getValue(), tuple) != null) {
                    problems.add(key, "`" + name(Problems.cut(key.getValue())) + "` is given before");
                }
            } else {
                problems.add(tuple.getKeyNode(), "keys must be plain words");
            }
        }
    }

    /** The mapping under a key; empty if the key is not there. */
    YamlSection section(String key) {
        return new YamlSection(name(key), node(key), problems);
    }

    /** A value read by {@code parse}, which says in an IllegalArgumentException what it wants. */
    <T> T value(String key, T otherwise, Function<String, T> parse) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return otherwise;
        }
        if (!(node.get() instanceof ScalarNode scalar)) {
            problems.add(node.get(), "`" + name(key) + "` must be a single value");
            return otherwise;
        }
        return problems.attempt(scalar, name(key), otherwise, () -> parse.apply(scalar.getValue()));
    }

    /** As {@link #value}, for a key that must be there. */
    <T> T required(String key, T placeholder, Function<String, T> parse) {
        if (!left.containsKey(key)) {
            problems.add(Optional.empty(), "`" + name(key) + "` is missing");
        }
        return value(key, placeholder, parse);
    }

    /** Notes what is wrong with the section as a whole. */
    void refuse(String problem) {
        problems.add(Optional.empty(), problem);
    }

    /** The items of a list, each read by {@code parse}. */
    <T> List<T> list(String key, List<T> otherwise, Function<String, T> parse) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return otherwise;
        }
        return items(key, node.get()).stream()
                .flatMap(item -> problems
                        .attempt(item, name(key), Optional.<T>empty(), () -> {
                            if (item instanceof ScalarNode scalar) {
                                return Optional.of(parse.apply(scalar.getValue()));
                            }
                            throw new IllegalArgumentException("must be a list of single values");
                        })
                        .stream())
                .toList();
    }

    /** As {@link #list}, for a list that must be there and hold something. */
    <T> List<T> requiredList(String key, Function<String, T> parse) {
        List<T> items = list(key, List.of(), parse);
        if (items.isEmpty()) {
            problems.add(Optional.empty(), "`" + name(key) + "` is missing or empty");
        }
        return items;
    }

    /** The mappings of a list. */
    List<YamlSection> sections(String key) {
        List<Node> items = node(key).map(node -> items(key, node)).orElseGet(List::of);
        return items.stream()
                .map(item -> new YamlSection(name(key), Optional.of(item), problems))
                .toList();
    }

    private List<Node> items(String key, Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problems.add(node, "`" + name(key) + "` must be a list");
        return List.of();
    }

    private Optional<Node> node(String key) {
        known.add(key);
        return Optional.ofNullable(left.remove(key)).map(NodeTuple::getValueNode);
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Reports every key that nobody asked for. */
    @Override
    public void close() {
        left.forEach((key, tuple) -> problems.add(
                tuple.getKeyNode(), "unknown key `" + name(Problems.cut(key)) + "`" + Spelling.hint(key, known)));
    }

    /** Where a node begins, 1-based, as {@code line:column}. */
    static String position(Node node) {
        return node.getStartMark().map(YamlSection::position).orElse("1:1");
    }

    private static String position(Mark mark) {
        return mark.getLine() + 1 + ":" + (mark.getColumn() + 1);
    }
}
