package org.portcullis.pdp.mapping;

import java.util.function.Function;

/** Where a line of the account map leads. */
sealed interface AccountTarget {
    /** To an account that is named. */
    record Fixed(String user) implements AccountTarget {
        @Override
        public <T> T match(Function<String, T> fixed, Function<Pool, T> fromPool) {
            return fixed.apply(user);
        }
    }

    /** To an account leased from a pool. */
    record FromPool(Pool pool) implements AccountTarget {
        @Override
        public <T> T match(Function<String, T> fixed, Function<Pool, T> fromPool) {
            return fromPool.apply(pool);
        }
    }

    /** The value for this alternative. */
    <T> T match(Function<String, T> fixed, Function<Pool, T> fromPool);
}
