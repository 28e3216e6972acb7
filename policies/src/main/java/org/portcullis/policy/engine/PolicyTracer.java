package org.portcullis.policy.engine;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.facts.Facts;
import org.portcullis.policy.trace.PolicyTrace;

/**
 * The policies of one pack taken apart, so that every clause can be asked what it says. Slower than {@link XacmlEngine},
 * whose decisions it explains and never makes. Thread-safe.
 */
public final class PolicyTracer {
    private final TracedPart root;
    private final Set<Fact> factsRead;

    PolicyTracer(TracedPart root, Set<Fact> factsRead) {
        this.root = root;
        this.factsRead = Collections.unmodifiableSet(EnumSet.copyOf(factsRead));
    }

    /** What every part of the policies says about these facts. */
    public PolicyTrace trace(Facts facts) {
        return (PolicyTrace) root.trace(Asking.about(facts, factsRead), true);
    }

    /** The parts of the policies, as if nothing were known and nobody had been asked. */
    public PolicyTrace outline() {
        return (PolicyTrace) root.trace(Asking.about(new Facts(Map.of()), factsRead), false);
    }
}
