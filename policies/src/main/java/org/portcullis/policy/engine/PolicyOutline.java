package org.portcullis.policy.engine;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.source.Position;
import org.portcullis.profile.ReasonCode;

/**
 * What the policies of one pack are made of and where it stands. Filled while the files are read. Not thread-safe: one per
 * load.
 */
final class PolicyOutline {
    private final Map<String, TopPolicy> files = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final List<Reference> references = new ArrayList<>();
    private final Map<String, MatchedRule> rules = new LinkedHashMap<>();
    private final Set<Fact> facts = EnumSet.noneOf(Fact.class);

    private final Map<String, ElementPlaces> places = new HashMap<>();

    /** The policy or policy set that a file holds: the only kind that can be referred to or be the root. */
    record TopPolicy(Position at, boolean denyOverrides) {}

    /** A reference in one file to the policy of another. */
    record Reference(String from, String to, Position at) {}

    void addFile(String policyId, TopPolicy policy) {
        files.putIfAbsent(policyId, policy);
    }

    /** Notes the short name of a policy; false if it is taken. */
    boolean addName(String policyName) {
        return names.add(policyName);
    }

    void addReference(Reference reference) {
        references.add(reference);
    }

    /** Notes a rule by its name {@code policy/rule}; false if it is taken. */
    boolean addRule(String name) {
        return rules.putIfAbsent(name, new MatchedRule(name, List.of())) == null;
    }

    /** Notes why that rule denies. */
    void addReason(String rule, ReasonCode reason) {
        rules.put(rule, new MatchedRule(rule, List.of(reason)));
    }

    /** Notes that some policy reads this fact. */
    void addFact(Fact fact) {
        facts.add(fact);
    }

    /** Notes where everything stands in the file of that policy. */
    void addPlaces(String policyId, ElementPlaces found) {
        places.put(policyId, found);
    }

    /** A walk through the file of that policy, which has been read. */
    ElementPlaces.Walk placesIn(String policyId) {
        return Optional.ofNullable(places.get(policyId)).orElseThrow().walk();
    }

    Map<String, TopPolicy> files() {
        return files;
    }

    List<Reference> references() {
        return references;
    }

    Map<String, MatchedRule> rules() {
        return rules;
    }

    Set<Fact> facts() {
        return facts;
    }
}
