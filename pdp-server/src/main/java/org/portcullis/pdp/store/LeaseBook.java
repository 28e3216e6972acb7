package org.portcullis.pdp.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.portcullis.pdp.mapping.HeldLease;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseEvent;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.pdp.store.LeaseBatch.Wish;
import org.portcullis.pdp.store.LeaseLifecycleTable.Change;
import org.portcullis.profile.Dn;

/** All that is done with the tables of leases, each call a transaction of its own. Used by one thread at a time. */
record LeaseBook(LeaseDatabase database, LeaseTerms terms, LeaseArbiter arbiter) {
    List<Lease> all() {
        return database.read(handle -> leases(handle).all());
    }

    /** The accounts whose lease must not be used. */
    Set<String> frozen() {
        return database.read(handle -> leases(handle).frozen());
    }

    /** What each wish is granted. */
    List<LeaseOutcome> acquire(List<Wish> wishes) {
        return durably(handle -> leases(handle).acquire(wishes));
    }

    /** Ends those of these leases that the arbiter no longer confirms, and returns them. */
    List<Lease> endGone(List<Lease> leases, Instant at) {
        return database.write(handle -> leases(handle).endGone(leases, at));
    }

    /** Gives a lease and takes it back, so that the first real one finds the store writable and the code loaded. */
    void rehearse() {
        database.rehearse(handle -> new LeaseTable(handle, terms, LeaseArbiter.none()).rehearse());
    }

    /** Notes when leases were last used, in milliseconds since 1970. */
    void used(Map<LeaseKey, Long> uses) {
        database.write(handle -> leases(handle).used(uses));
        uses.forEach((key, at) -> arbiter.used(key, Instant.ofEpochMilli(at)));
    }

    List<HeldLease> held() {
        return database.read(handle -> lifecycle(handle).held());
    }

    List<String> quarantined(Pool pool, Instant at) {
        return database.read(handle -> lifecycle(handle).quarantined(pool, at));
    }

    List<Lease> unusedSince(Instant then) {
        return database.read(handle -> lifecycle(handle).unusedSince(then));
    }

    List<Lease> expire(Instant then, Instant at) {
        return durably(handle -> lifecycle(handle).expire(then, at));
    }

    Lease release(Change change) {
        return durably(handle -> lifecycle(handle).release(change));
    }

    Lease freeze(Change change, boolean freeze) {
        return database.write(handle -> lifecycle(handle).freeze(change, freeze));
    }

    /** What the arbiter was told is on disk before what the tables say, so that they never say more than he does. */
    private <T> T durably(Function<Handle, T> work) {
        return database.write(handle -> {
            T result = work.apply(handle);
            arbiter.sync();
            return result;
        });
    }

    private LeaseTable leases(Handle handle) {
        return new LeaseTable(handle, terms, arbiter);
    }

    private LeaseLifecycleTable lifecycle(Handle handle) {
        return new LeaseLifecycleTable(handle, terms, arbiter);
    }

    List<LeaseEvent> history() {
        return database.read(handle -> new LeaseHistoryTable(handle).all());
    }

    Map<Pool, Long> growth(Instant since) {
        return database.read(handle -> new LeaseHistoryTable(handle).growth(since));
    }

    List<LeaseEvent> history(String account) {
        return database.read(handle -> new LeaseHistoryTable(handle).ofAccount(account));
    }

    List<LeaseEvent> history(Dn dn) {
        return database.read(handle -> new LeaseHistoryTable(handle).ofPerson(dn));
    }

    /** The number of the last event; 0 if nothing ever happened. */
    long lastEvent() {
        return database.read(handle -> new LeaseHistoryTable(handle).last());
    }

    /** What happened after that event, oldest first. */
    List<LeaseEvent> since(long event) {
        return database.read(handle -> new LeaseHistoryTable(handle).since(event));
    }
}
