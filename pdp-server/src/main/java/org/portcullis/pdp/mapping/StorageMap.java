package org.portcullis.pdp.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Obligation.RootAndHomePaths;

/** Which part of a storage element is open to whom: for a DN itself, else for its primary FQAN. Immutable. */
record StorageMap(Map<MapKey, RootAndHomePaths> rules) {
    StorageMap {
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    }

    Optional<RootAndHomePaths> paths(Dn dn, List<Fqan> fqans) {
        return Optional.ofNullable(rules.get(new MapKey.ExactDn(dn)))
                .or(() -> fqans.stream().findFirst().flatMap(this::paths));
    }

    private Optional<RootAndHomePaths> paths(Fqan primary) {
        return rules.entrySet().stream()
                .filter(rule -> rule.getKey() instanceof FqanPattern pattern && pattern.matches(primary))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
