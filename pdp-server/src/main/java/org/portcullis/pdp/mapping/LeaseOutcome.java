package org.portcullis.pdp.mapping;

import java.util.function.Function;
import org.portcullis.profile.ReasonCode;

/** What became of the wish for a pool account. */
public sealed interface LeaseOutcome {
    /** The value for this alternative: a lease, or why there is none. */
    <T> T match(Function<Lease, T> held, Function<ReasonCode, T> refused);

    /** The key holds this lease, old or new, and it is on disk. */
    record Held(Lease lease) implements LeaseOutcome {
        @Override
        public <T> T match(Function<Lease, T> held, Function<ReasonCode, T> refused) {
            return held.apply(lease);
        }
    }

    /** Every account of the pool is held by somebody else, or frozen. */
    record Exhausted() implements LeaseOutcome {
        @Override
        public <T> T match(Function<Lease, T> held, Function<ReasonCode, T> refused) {
            return refused.apply(ReasonCode.MAPPING_EXHAUSTED);
        }
    }

    /** The accounts that nobody holds were somebody else's until lately. */
    record Quarantined() implements LeaseOutcome {
        @Override
        public <T> T match(Function<Lease, T> held, Function<ReasonCode, T> refused) {
            return refused.apply(ReasonCode.MAPPING_QUARANTINED);
        }
    }

    /** The key holds a lease that must not be used. */
    record Frozen() implements LeaseOutcome {
        @Override
        public <T> T match(Function<Lease, T> held, Function<ReasonCode, T> refused) {
            return refused.apply(ReasonCode.MAPPING_FROZEN);
        }
    }
}
