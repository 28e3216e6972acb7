package org.portcullis.policy.lint;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.portcullis.policy.source.PackEntry;
import org.portcullis.policy.source.PackFile;

/**
 * A pack as it is written: the policy that decides, every policy file and data file that could be read, and what else lies
 * in the directory.
 */
public record LintedPack(String root, List<PolicyTree> policies, Map<String, YamlValue> data, List<PackEntry> entries) {
    /** Copies what it is given. */
    public LintedPack {
        policies = List.copyOf(policies);
        data = Map.copyOf(data);
        entries = List.copyOf(entries);
    }

    /** Reads the files; those that cannot be read are left out, and are for those to report who need them. */
    public static LintedPack of(String root, Collection<PackFile> files, List<PackEntry> entries) {
        List<PolicyTree> policies = files.stream()
                .filter(file -> file.name().endsWith(".xml"))
                .flatMap(file -> PolicyTree.of(file).stream())
                .toList();
        Map<String, YamlValue> data = new HashMap<>();
        files.stream()
                .filter(file -> file.name().startsWith("data/"))
                .forEach(file -> YamlValue.of(file).ifPresent(value -> data.put(file.name(), value)));
        return new LintedPack(root, policies, data, entries);
    }

    /** The policy of that id, if some file holds it. */
    Optional<PolicyTree> policy(String id) {
        return policies.stream().filter(policy -> policy.id().equals(id)).findFirst();
    }

    /** Every rule of every file. */
    Stream<ScopedRule> rules() {
        return policies.stream().flatMap(policy -> policy.rules().stream());
    }

    /** What stands in that data file under these keys. */
    Optional<YamlValue> value(String file, String... path) {
        return Optional.ofNullable(data.get(file)).flatMap(value -> value.get(path));
    }
}
