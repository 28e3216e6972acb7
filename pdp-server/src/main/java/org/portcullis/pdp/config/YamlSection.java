package org.portcullis.pdp.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.portcullis.policy.source.Spelling;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
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
public final class YamlSection implements AutoCloseable {
    private final String path;
    private final Optional<Node> node;
    private final Map<String, NodeTuple> left = new LinkedHashMap<>();
    private final Problems problems;
    private final Transcript transcript;
    private final java.util.Set<String> known = new java.util.LinkedHashSet<>();

    YamlSection(String path, Optional<Node> node, Problems problems, Transcript transcript) {
        this.path = path;
        this.node = node;
        this.problems = problems;
        this.transcript = transcript;
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
    public YamlSection section(String key) {
        return inner(key, node(key));
    }

    /** A value read by {@code parse}, which says in an IllegalArgumentException what it wants. */
    public <T> T value(String key, T otherwise, Function<String, T> parse) {
        Optional<Node> node = node(key);
        T value = node.map(given -> single(key, given, otherwise, parse)).orElse(otherwise);
        transcript.note(name(key), node, value);
        return value;
    }

    private <T> T single(String key, Node node, T otherwise, Function<String, T> parse) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.add(node, "`" + name(key) + "` must be a single value");
            return otherwise;
        }
        return problems.attempt(scalar, name(key), otherwise, () -> parse.apply(scalar.getValue()));
    }

    /** As {@link #value}, for a key that must be there. */
    public <T> T required(String key, T placeholder, Function<String, T> parse) {
        if (!left.containsKey(key)) {
            problems.add("`" + name(key) + "` is missing");
        }
        return value(key, placeholder, parse);
    }

    /** Notes what is wrong with the section as a whole. */
    void refuse(String problem) {
        problems.add(problem);
    }

    /** The items of a list, each read by {@code parse}. */
    public <T> List<T> list(String key, List<T> otherwise, Function<String, T> parse) {
        Optional<Node> node = node(key);
        List<T> values = node.map(given -> each(key, given, parse)).orElse(otherwise);
        transcript.note(name(key), node, values);
        return values;
    }

    private <T> List<T> each(String key, Node node, Function<String, T> parse) {
        return items(key, node).stream()
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

    /** As {@link #list}, where a list of one item may be written as that item; never empty. */
    <T> List<T> oneOrMore(String key, List<T> otherwise, Function<String, T> parse) {
        Node node = left.containsKey(key) ? left.get(key).getValueNode() : null;
        if (node instanceof ScalarNode) {
            return List.of(value(key, otherwise.get(0), parse));
        }
        List<T> items = list(key, otherwise, parse);
        if (items.isEmpty()) {
            reject("`" + name(key) + "` is empty");
        }
        return items.isEmpty() ? otherwise : items;
    }

    /** As {@link #list}, for a list that must be there and hold something. */
    <T> List<T> requiredList(String key, Function<String, T> parse) {
        List<T> items = list(key, List.of(), parse);
        if (items.isEmpty()) {
            problems.add("`" + name(key) + "` is missing or empty");
        }
        return items;
    }

    /** The mappings of a list. */
    public List<YamlSection> sections(String key) {
        Optional<Node> node = node(key);
        List<Node> items = node.map(given -> items(key, given)).orElseGet(List::of);
        transcript.note(name(key), node, items);
        return items.stream().map(item -> inner(key, Optional.of(item))).toList();
    }

    /** Where it begins, as {@code line:column}. */
    public String at() {
        return node.map(YamlSection::position).orElse("1:1");
    }

    /** Whether the key is there. */
    public boolean has(String key) {
        known.add(key);
        return left.containsKey(key);
    }

    /** Notes what is wrong with the section as a whole, and where it begins. */
    public void reject(String problem) {
        problems.add(node.map(Place::of).orElseGet(problems::start), problem);
    }

    /** Notes every one of these keys that is missing. */
    public void require(String... keys) {
        for (String key : keys) {
            if (!has(key)) {
                reject("`" + name(key) + "` is missing");
            }
        }
    }

    /** What is under a key: a single value read by one reader, or a mapping read by another. */
    public <T> Optional<T> either(String key, Function<String, T> ofText, Function<YamlSection, T> ofSection) {
        Optional<Node> node = node(key);
        transcript.note(name(key), node, "");
        return node.flatMap(given -> either(key, given, ofText, ofSection));
    }

    /** As {@link #either}, for each item of a list. */
    public <T> List<T> eachEither(String key, Function<String, T> ofText, Function<YamlSection, T> ofSection) {
        List<Node> items = node(key).map(node -> items(key, node)).orElseGet(List::of);
        return items.stream()
                .flatMap(item -> either(key, item, ofText, ofSection).stream())
                .toList();
    }

    /** The keys that nobody has asked for yet, in the order of the file, for mappings whose keys are names. */
    public List<String> keys() {
        return List.copyOf(left.keySet());
    }

    /** What is under each key, in the order of the file, for mappings whose keys are names. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        keys().forEach(key -> tree(key).ifPresent(value -> values.put(key, value)));
        return values;
    }

    /** The sections under each key, in the order of the file, for mappings whose keys are names. */
    public Map<String, YamlSection> named() {
        Map<String, YamlSection> named = new LinkedHashMap<>();
        keys().forEach(key -> named.put(key, section(key)));
        return named;
    }

    private Optional<Object> tree(String key) {
        return node(key)
                .flatMap(node -> Optional.ofNullable(
                        new StandardConstructor(LoadSettings.builder().build())
                                .constructSingleDocument(Optional.of(node))));
    }

    private <T> Optional<T> either(
            String key, Node node, Function<String, T> ofText, Function<YamlSection, T> ofSection) {
        if (node instanceof ScalarNode scalar) {
            return problems.attempt(
                    scalar, name(key), Optional.empty(), () -> Optional.of(ofText.apply(scalar.getValue())));
        }
        try (YamlSection section = inner(key, Optional.of(node))) {
            return Optional.of(ofSection.apply(section));
        }
    }

    private List<Node> items(String key, Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problems.add(node, "`" + name(key) + "` must be a list");
        return List.of();
    }

    private YamlSection inner(String key, Optional<Node> node) {
        return new YamlSection(name(key), node, problems, transcript);
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

    private static String position(Node node) {
        return node.getStartMark().map(YamlSection::position).orElse("1:1");
    }

    private static String position(Mark mark) {
        return mark.getLine() + 1 + ":" + (mark.getColumn() + 1);
    }
}
