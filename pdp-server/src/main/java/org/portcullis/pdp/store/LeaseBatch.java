package org.portcullis.pdp.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;

/** New leases that are written in one transaction and share its fate. Not thread-safe: its store guards it. */
final class LeaseBatch {
    private final List<Wish> wishes = new ArrayList<>();
    private List<LeaseOutcome> outcomes = List.of();
    private String failure = "";
    private boolean isAttempted;

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

    boolean isAttempted() {
        return isAttempted;
    }

    void succeed(List<LeaseOutcome> ofEach) {
        isAttempted = true;
        outcomes = ofEach;
    }

    void fail(String why) {
        isAttempted = true;
        failure = why;
    }

    /** Why nothing of it was written; empty if all of it was. */
    String failure() {
        return failure;
    }

    LeaseOutcome outcome(int place) {
        return outcomes.get(place);
    }
}
