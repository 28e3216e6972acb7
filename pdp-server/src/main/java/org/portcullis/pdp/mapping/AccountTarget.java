package org.portcullis.pdp.mapping;

import java.util.Optional;
import java.util.function.Function;

/** Where a line of the account map leads. */
sealed interface AccountTarget {
    /** To an account that is named. */
    record Fixed(String user) implements AccountTarget {
        @Override
        public Optional<String> account(Function<Pool, Optional<String>> fromPool) {
            return Optional.of(user);
        }
    }

    /** To an account leased from a pool. */
    record FromPool(Pool pool) implements AccountTarget {
        @Override
        public Optional<String> account(Function<Pool, Optional<String>> fromPool) {
            return fromPool.apply(pool);
        }
    }

    /** The account, asking for a lease only if one is needed. */
    Optional<String> account(Function<Pool, Optional<String>> fromPool);
}
