package org.portcullis.pdp.context;

import java.util.Set;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ResourceType;

/**
 * One line of the PEP list: a caller by the DN of its certificate and what it may ask. {@code hosts} are the host names it
 * may ask for, in lower case, empty for any. {@code assertBare}: it may name people without sending their chain.
 * {@code assumeObligations}: if it advertises no obligations it is taken to support the usual three.
 */
public record Pep(
        Dn dn,
        PepClass kind,
        Set<ResourceType> resources,
        Set<String> hosts,
        boolean assertBare,
        boolean assumeObligations) {
    /** Of a service. */
    public Pep(Dn dn, Set<ResourceType> resources, Set<String> hosts, boolean assertBare, boolean assumeObligations) {
        this(dn, PepClass.PEP_SERVICE, resources, hosts, assertBare, assumeObligations);
    }

    /** Copies its sets. */
    public Pep {
        resources = Set.copyOf(resources);
        hosts = Set.copyOf(hosts);
    }
}
