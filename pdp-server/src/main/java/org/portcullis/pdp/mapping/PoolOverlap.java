package org.portcullis.pdp.mapping;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.portcullis.policy.source.Position;

/**
 * A pool as the lines of the account map use it: where it is named first, and for which VOs. Pools of different VOs must not
 * begin alike, since to whoever compares prefixes, as LCMAPS may, one of them has the accounts of the other.
 */
record PoolOverlap(Pool pool, Position at, Set<String> vos) {
    /** Notes each pool that begins like an earlier one, or the other way round, and shares no VO with it. */
    static void report(List<LineIndex.Leading<AccountRule>> rules, Problems problems) {
        List<PoolOverlap> uses = uses(rules);
        for (int later = 1; later < uses.size(); later++) {
            PoolOverlap use = uses.get(later);
            uses.subList(0, later).stream()
                    .filter(use::overlaps)
                    .findFirst()
                    .ifPresent(earlier -> problems.add(MapRule.OVERLAPPING_POOLS, use.at, use.against(earlier)));
        }
    }

    private static List<PoolOverlap> uses(List<LineIndex.Leading<AccountRule>> rules) {
        Map<Pool, PoolOverlap> uses = new LinkedHashMap<>();
        for (LineIndex.Leading<AccountRule> rule : rules) {
            rule.target()
                    .target()
                    .match(name -> List.<Pool>of(), List::of)
                    .forEach(pool -> uses.computeIfAbsent(
                                    pool,
                                    first -> new PoolOverlap(pool, rule.target().at(), new LinkedHashSet<>()))
                            .vos
                            .addAll(rule.key().vo().stream().toList()));
        }
        return List.copyOf(uses.values());
    }

    private boolean overlaps(PoolOverlap other) {
        boolean alike = pool.prefix().startsWith(other.pool.prefix())
                || other.pool.prefix().startsWith(pool.prefix());
        return alike && !vos.isEmpty() && !other.vos.isEmpty() && vos.stream().noneMatch(other.vos::contains);
    }

    private String against(PoolOverlap other) {
        return "pool `" + pool + "` is of another VO than `" + other.pool + "` of " + MapLine.seenFrom(other.at, at)
                + ", and to whoever compares prefixes their accounts are the same: rename one";
    }
}
