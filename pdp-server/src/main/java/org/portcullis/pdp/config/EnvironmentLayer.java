package org.portcullis.pdp.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.portcullis.policy.source.Spelling;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Single values of the configuration that variables of the environment give: {@code PORTCULLIS_SERVER_LISTEN}. */
final class EnvironmentLayer {
    private static final String PREFIX = "PORTCULLIS_";

    /** Variables of this project that are no keys. */
    private static final Set<String> OTHERS = Set.of("PORTCULLIS_JAVA_OPTIONS", "PORTCULLIS_URL");

    /**
     * What Kubernetes puts into every container beside a service that is called portcullis, or portcullis-something, with its
     * value: {@code PORTCULLIS_SERVER_PORT=8443} is not of its making.
     */
    private static final Pattern SERVICE_LINK = Pattern.compile("(?s)PORTCULLIS_(?:.+_)?"
            + "(?:SERVICE_(?:HOST|PORT(?:_.+)?)=.*|PORT_\\d+_(?:TCP|UDP|SCTP)(?:_.+)?=.*|PORT=(?:tcp|udp|sctp)://.*)");

    private final Problems problems;
    private final Map<String, ConfigSchema.Key> keys;

    private EnvironmentLayer(Problems problems) {
        this.problems = problems;
        keys = ConfigSchema.shipped().keys().stream()
                .collect(Collectors.toMap(key -> variable(key.path()), Function.identity()));
    }

    /** One layer per variable, in the order of names; variables that the files take a secret from are none of them. */
    static List<Node> read(Map<String, String> environment, List<Node> files, Problems problems) {
        Map<String, String> ours = new TreeMap<>(environment);
        Set<String> secrets = new HashSet<>();
        files.forEach(file -> collectSecrets(file, secrets));
        ours.keySet().removeIf(name -> !name.startsWith(PREFIX) || OTHERS.contains(name) || secrets.contains(name));
        ours.entrySet()
                .removeIf(variable -> SERVICE_LINK.matcher(variable.toString()).matches());
        return ours.isEmpty() ? List.of() : new EnvironmentLayer(problems).layers(ours);
    }

    /** The variable for a key. */
    static String variable(String path) {
        return PREFIX
                + path.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static void collectSecrets(Node node, Collection<String> into) {
        if (node instanceof ScalarNode scalar && scalar.getValue().startsWith("env:")) {
            into.add(scalar.getValue().substring("env:".length()));
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> collectSecrets(tuple.getValueNode(), into));
        } else if (node instanceof CollectionNode<?> list) {
            list.getValue().stream().map(Node.class::cast).forEach(item -> collectSecrets(item, into));
        }
    }

    private List<Node> layers(Map<String, String> ours) {
        List<Node> layers = new ArrayList<>();
        ours.forEach((name, value) -> layer(name, value).ifPresent(layers::add));
        return layers;
    }

    private Optional<Node> layer(String name, String value) {
        ConfigSchema.Key key = keys.get(name);
        if (key == null) {
            problems.add(
                    Place.variable(Problems.cut(name)),
                    "names no key of the configuration" + Spelling.hint(name, keys.keySet()));
            return Optional.empty();
        }
        Optional<String> problem = problem(key, value);
        problem.ifPresent(what -> problems.add(Place.variable(name), "`" + key.path() + "` " + what));
        return problem.isPresent() ? Optional.empty() : Optional.of(node(key.path(), value, Place.markOf(name)));
    }

    private static Optional<String> problem(ConfigSchema.Key key, String value) {
        if (!key.isScalar()) {
            return Optional.of("is no single value: set it in a file");
        }
        if (value.isBlank()) {
            return Optional.of("is empty: give a value, or unset the variable");
        }
        return key.secret() && !value.startsWith("file:")
                ? Optional.of("must be file:PATH, where the secret is read from")
                : Optional.empty();
    }

    private static Node node(String path, String value, Mark mark) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return mapping(path, scalar(value, mark), mark);
        }
        return mapping(path.substring(0, dot), node(path.substring(dot + 1), value, mark), mark);
    }

    private static Node mapping(String key, Node value, Mark mark) {
        List<NodeTuple> only = List.of(new NodeTuple(scalar(key, mark), value));
        return new MappingNode(Tag.MAP, true, only, FlowStyle.BLOCK, Optional.of(mark), Optional.of(mark));
    }

    private static Node scalar(String text, Mark mark) {
        return new ScalarNode(Tag.STR, true, text, ScalarStyle.PLAIN, Optional.of(mark), Optional.of(mark));
    }
}
