package org.portcullis.fuzz;

import java.util.Optional;
import java.util.concurrent.Callable;

/** What came of reading something: a value, or the one kind of refusal that is documented for it. */
record Attempt<T, R extends Exception>(Optional<T> value, Optional<R> refusal) {
    /** Reads within a second; whatever else is thrown is a bug and goes on its way. */
    static <T, R extends Exception> Attempt<T, R> at(Class<R> documented, Callable<T> reading) {
        return OneSecond.of(() -> {
            try {
                return new Attempt<>(Optional.of(reading.call()), Optional.empty());
            } catch (Exception e) {
                if (documented.isInstance(e)) {
                    return new Attempt<>(Optional.empty(), Optional.of(documented.cast(e)));
                }
                throw new AssertionError("an undocumented " + e.getClass().getName(), e);
            }
        });
    }
}
