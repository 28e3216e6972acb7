package org.portcullis.pdp.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.StoreUnavailableException;

/** New leases that are written in one transaction and share its fate. Wishes are guarded by the store that made it. */
final class LeaseBatch {
    private final List<Wish> wishes = new ArrayList<>();
    private final CompletableFuture<List<LeaseOutcome>> outcomes = new CompletableFuture<>();

    /** One new lease, wished for: the key, the accounts of its pool in the order they are handed out, and when. */
    record Wish(LeaseKey key, List<String> accounts, Instant at) {}

    /** The place of the wish in this batch. */
    int add(Wish wish) {
        wishes.add(wish);
        return wishes.size() - 1;
    }

    List<Wish> wishes() {
        return List.copyOf(wishes);
    }

    void succeed(List<LeaseOutcome> ofEach) {
        outcomes.complete(ofEach);
    }

    void fail(StoreUnavailableException why) {
        outcomes.completeExceptionally(why);
    }

    /**
     * What became of the wish at this place, waited for so long at most.
     *
     * @throws StoreUnavailableException if it was not written, or not in time
     */
    LeaseOutcome outcome(int place, Duration patience) {
        try {
            return outcomes.get(patience.toNanos(), TimeUnit.NANOSECONDS).get(place);
        } catch (ExecutionException e) {
            Throwable why = Objects.requireNonNullElse(e.getCause(), e);
            throw new StoreUnavailableException(String.valueOf(why.getMessage()), why);
        } catch (TimeoutException e) {
            throw new StoreUnavailableException(
                    "the lease store did not answer within " + patience.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for the lease store", e);
        }
    }
}
