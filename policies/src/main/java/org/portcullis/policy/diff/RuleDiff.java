package org.portcullis.policy.diff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.policy.diff.Change.Kind;
import org.portcullis.policy.trace.Part;
import org.portcullis.policy.trace.PolicyTrace;
import org.portcullis.policy.trace.RuleTrace;

/** Compares the policies and rules of two packs by name: what they say, and in which order they are asked. */
public final class RuleDiff {
    private final List<Change> changes = new ArrayList<>();

    private RuleDiff() {}

    /** What is different, in the order of the later pack; what it no longer has stands last. */
    public static List<Change> between(PolicyTrace before, PolicyTrace after) {
        RuleDiff diff = new RuleDiff();
        Map<String, Map<String, String>> old = sayings(before);
        Map<String, Map<String, String>> now = sayings(after);
        now.forEach((name, saying) -> {
            if (old.containsKey(name)) {
                diff.compare(name, old.getOrDefault(name, Map.of()), saying);
            } else {
                diff.changes.add(new Change(Kind.ADDED, name, "", saying.toString()));
            }
        });
        old.forEach((name, saying) -> {
            if (!now.containsKey(name)) {
                diff.changes.add(new Change(Kind.REMOVED, name, saying.toString(), ""));
            }
        });
        diff.order(List.copyOf(old.keySet()), List.copyOf(now.keySet()));
        return List.copyOf(diff.changes);
    }

    private void compare(String name, Map<String, String> before, Map<String, String> after) {
        after.forEach((aspect, value) -> {
            String was = before.getOrDefault(aspect, "");
            if (!was.equals(value)) {
                changes.add(new Change(Kind.CHANGED, name + " " + aspect, was, value));
            }
        });
    }

    /** What both have moved if it is not among the most that kept their order. */
    private void order(List<String> before, List<String> after) {
        Set<String> common = new HashSet<>(before);
        common.retainAll(after);
        List<String> old = before.stream().filter(common::contains).toList();
        List<String> now = after.stream().filter(common::contains).toList();
        Set<String> kept = new HashSet<>(KeptOrder.of(old, now));
        now.stream()
                .filter(name -> !kept.contains(name))
                .forEach(name -> changes.add(new Change(Kind.MOVED, name, follows(old, name), follows(now, name))));
    }

    private static String follows(List<String> order, String name) {
        int at = order.indexOf(name);
        return at == 0 ? "first" : "after " + order.get(at - 1);
    }

    /** What each policy and rule says, aspect by aspect, in the order in which they are asked. */
    private static Map<String, Map<String, String>> sayings(Part part) {
        Map<String, Map<String, String>> sayings = new LinkedHashMap<>();
        collect(part, sayings);
        return sayings;
    }

    private static void collect(Part part, Map<String, Map<String, String>> sayings) {
        Map<String, String> saying = new LinkedHashMap<>();
        saying.put("description", part.head().description());
        saying.put("when", part.question().text());
        if (part instanceof RuleTrace rule) {
            saying.put("effect", rule.permits() ? "Permit" : "Deny");
            saying.put("reason", rule.reasons().stream().map(String::valueOf).collect(Collectors.joining(", ")));
            sayings.put("rule " + part.head().name(), saying);
        } else if (part instanceof PolicyTrace policy) {
            saying.put("combining", policy.combining());
            sayings.put("policy " + part.head().name(), saying);
            policy.parts().forEach(inner -> collect(inner, sayings));
        }
    }
}
