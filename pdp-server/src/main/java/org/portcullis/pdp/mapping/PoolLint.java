package org.portcullis.pdp.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.portcullis.pdp.mapping.AccountTable.User;
import org.portcullis.pdp.mapping.MapLine.Value;

/** Looks for pools whose name begins the name of other accounts. */
final class PoolLint {
    private final AccountTable table;
    private final Problems problems;

    PoolLint(AccountTable table, Problems problems) {
        this.table = table;
        this.problems = problems;
    }

    void lookAt(List<MapLine> lines) {
        Map<String, Value> pools = new LinkedHashMap<>();
        lines.stream()
                .flatMap(line -> line.first(Value::isPool).stream())
                .filter(value -> value.text().length() > 1)
                .forEach(value -> pools.putIfAbsent(value.text().substring(1), value));
        pools.forEach((prefix, value) -> taken(prefix, pools)
                .ifPresent(example -> problems.add(
                        MapRule.POOL_PREFIX,
                        value.at(),
                        "where LCMAPS shares the accounts, `." + prefix + "` also takes " + example
                                + ": set -strict_poolprefix_match there, or rename one; here a number must follow")));
    }

    private Optional<String> taken(String prefix, Map<String, Value> pools) {
        Predicate<String> alike = name -> name.startsWith(prefix) && !name.equals(prefix);
        Stream<String> accounts = table.users().stream()
                .map(User::name)
                .filter(alike)
                .filter(name -> name.substring(prefix.length()).chars().anyMatch(c -> c < '0' || c > '9'));
        return Stream.concat(
                        accounts.map(name -> "`" + name + "`"),
                        pools.keySet().stream().filter(alike).map(pool -> "those of `." + pool + "`"))
                .findFirst();
    }
}
