package org.portcullis.pdp.context;

import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ResourceType;

/**
 * One line of the PEP list: a caller by the DN of its certificate and what it may ask. {@code assertBare}: it may name people
 * without sending their chain. {@code assumeObligations}: if it advertises no obligations it is taken to support the usual
 * three.
 */
public record Pep(Dn dn, PepClass kind, Scope scope, boolean assertBare, boolean assumeObligations) {
    /** Of a service that asks about every action; an empty set of hosts stands for any host. */
    public Pep(Dn dn, Set<ResourceType> resources, Set<String> hosts, boolean assertBare, boolean assumeObligations) {
        this(
                dn,
                PepClass.PEP_SERVICE,
                new Scope(resources, Scope.EVERY_ACTION, named(hosts)),
                assertBare,
                assumeObligations);
    }

    /** A worker node that is known by its host name alone. */
    static Pep workerNode(Dn dn) {
        return new Pep(dn, PepClass.PEP_WN, Scope.OF_A_NODE, false, false);
    }

    /** What a caller may ask about; {@code hosts} is empty where it may name no other hosts than its own. */
    public record Scope(Set<ResourceType> resources, Set<ActionType> actions, Set<HostPattern> hosts) {
        /** Every action there is. */
        public static final Set<ActionType> EVERY_ACTION = Set.of(ActionType.values());

        /** Work that is to run on the node itself, now. */
        static final Scope OF_A_NODE = new Scope(Set.of(ResourceType.WN), Set.of(ActionType.EXECUTE_NOW), Set.of());

        /** Copies its sets. */
        public Scope {
            resources = Set.copyOf(resources);
            actions = Set.copyOf(actions);
            hosts = Set.copyOf(hosts);
        }
    }

    private static Set<HostPattern> named(Set<String> hosts) {
        return hosts.isEmpty()
                ? Set.of(HostPattern.ANY)
                : hosts.stream().map(HostPattern::parse).collect(Collectors.toSet());
    }
}
