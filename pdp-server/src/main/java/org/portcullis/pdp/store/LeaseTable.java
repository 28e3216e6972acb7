package org.portcullis.pdp.store;

import static org.portcullis.pdp.store.LeaseRows.bound;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseEvent;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.LeaseOutcome.Exhausted;
import org.portcullis.pdp.mapping.LeaseOutcome.Frozen;
import org.portcullis.pdp.mapping.LeaseOutcome.Held;
import org.portcullis.pdp.mapping.LeaseOutcome.Quarantined;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.LinkName;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.pdp.store.LeaseBatch.Wish;
import org.portcullis.pdp.store.LeaseLifecycleTable.Change;
import org.portcullis.profile.Dn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SQL of granting leases over one connection, inside a transaction. Not thread-safe. */
final class LeaseTable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseTable.class);
    private static final String ALL = "SELECT pool, dn, primary_group, account, granted_at FROM lease";
    private static final String OF_KEY = ALL + " WHERE pool = :pool AND dn = :dn AND primary_group = :group";
    private static final String TAKEN = "SELECT account FROM lease WHERE pool = :pool";
    private static final String QUARANTINED =
            "SELECT account, dn, primary_group FROM quarantine WHERE pool = :pool AND until > :at";
    private static final String GRANT = """
            INSERT INTO lease (pool, dn, primary_group, account, granted_at, last_used_at)
            VALUES (:pool, :dn, :group, :account, :at, :at)""";
    private static final String OUT_OF_QUARANTINE = "DELETE FROM quarantine WHERE account = :account";
    private static final String USED = """
            UPDATE lease SET last_used_at = :at
            WHERE pool = :pool AND dn = :dn AND primary_group = :group AND last_used_at < :at""";

    private final Handle handle;
    private final LeaseArbiter arbiter;
    private final LeaseLifecycleTable lifecycle;
    private final LeaseHistoryTable history;

    LeaseTable(Handle handle, LeaseTerms terms, LeaseArbiter arbiter) {
        this.handle = handle;
        this.arbiter = arbiter;
        lifecycle = new LeaseLifecycleTable(handle, terms, arbiter);
        history = new LeaseHistoryTable(handle);
    }

    /** An account in quarantine, and whom it is kept for. */
    private record Kept(String account, String dn, String group) {
        boolean isFor(LeaseKey key) {
            return dn.equals(key.dn().value()) && group.equals(key.primaryGroup());
        }
    }

    List<Lease> all() {
        return handle.createQuery(ALL)
                .map((row, context) -> LeaseRows.lease(row))
                .list();
    }

    /** The accounts whose lease must not be used. */
    Set<String> frozen() {
        return new HashSet<>(handle.createQuery("SELECT account FROM frozen")
                .mapTo(String.class)
                .list());
    }

    /** What each wish is granted. */
    List<LeaseOutcome> acquire(List<Wish> wishes) {
        return wishes.stream().map(this::acquire).toList();
    }

    /** Writes down the end of those of these leases that somebody else ended. */
    List<Lease> endGone(List<Lease> leases, Instant at) {
        Set<String> frozen = frozen();
        return leases.stream()
                .filter(lease -> held(lease.key()).filter(lease::equals).isPresent())
                .filter(lease -> stillHeld(lease, at, frozen).isEmpty())
                .toList();
    }

    /** Notes when leases were last used, in milliseconds since 1970. */
    int used(Map<LeaseKey, Long> uses) {
        PreparedBatch batch = handle.prepareBatch(USED);
        uses.forEach((key, at) -> bound(batch, key).bind("at", at).add());
        return batch.execute().length;
    }

    /** Gives a lease to nobody. */
    void rehearse() {
        LeaseKey nobody = new LeaseKey(new Pool("rehearsal"), new Dn("/CN=nobody"), "");
        acquire(new Wish(nobody, List.of("rehearsal0"), Instant.EPOCH));
    }

    private LeaseOutcome acquire(Wish wish) {
        Set<String> frozen = frozen();
        return held(wish.key())
                .flatMap(lease -> stillHeld(lease, wish.at(), frozen))
                .or(() -> claim(wish, frozen))
                .or(() -> adopt(wish, frozen))
                .or(() -> grantOne(wish, frozen))
                .or(() -> adopt(wish, frozen))
                .orElseGet(() -> refusal(wish, frozen));
    }

    private Optional<Lease> held(LeaseKey key) {
        return bound(handle.createQuery(OF_KEY), key)
                .map((row, context) -> LeaseRows.lease(row))
                .findOne();
    }

    /** The lease as it stands; empty if somebody else ended it, which is then written down. */
    private Optional<LeaseOutcome> stillHeld(Lease lease, Instant at, Set<String> frozen) {
        if (frozen.contains(lease.account())) {
            return Optional.of(new Frozen());
        }
        if (arbiter.confirms(lease)) {
            return Optional.of(new Held(lease));
        }
        if (arbiter.heldBy(lease.key()).filter(lease.account()::equals).isPresent()) {
            return Optional.of(contested(lease.key(), lease.account()));
        }
        lifecycle.end(LeaseEvent.Kind.EXPIRED, lease, new Change(lease.account(), at, "", "its link is gone"));
        return Optional.empty();
    }

    /** A lease that was moved in under the name of its link becomes that of the person whom the link was named after. */
    private Optional<LeaseOutcome> claim(Wish wish, Set<String> frozen) {
        List<Lease> his = LinkName.holders(wish.key().dn()).stream()
                .flatMap(holder -> movedIn(wish.key().pool(), holder).stream())
                .toList();
        return his.stream()
                .filter(lease -> lease.key().primaryGroup().equals(wish.key().primaryGroup()))
                .findFirst()
                .or(() -> his.stream().filter(lease -> his.size() == 1).findFirst())
                .map(lease -> frozen.contains(lease.account()) ? new Frozen() : new Held(renamed(lease, wish)));
    }

    private List<Lease> movedIn(Pool pool, Dn holder) {
        return handle.createQuery(ALL + " WHERE pool = :pool AND dn = :dn")
                .bind("pool", pool.prefix())
                .bind("dn", holder.value())
                .map((row, context) -> LeaseRows.lease(row))
                .list();
    }

    private Lease renamed(Lease lease, Wish wish) {
        lifecycle.end(
                LeaseEvent.Kind.RELEASED,
                lease,
                new Change(lease.account(), wish.at(), "", "its holder is known by name"));
        return write(new Lease(wish.key(), lease.account(), wish.at()));
    }

    /** What somebody else gave to the key is its lease, unless that contradicts what is written here. */
    private Optional<LeaseOutcome> adopt(Wish wish, Set<String> frozen) {
        return arbiter.heldBy(wish.key()).map(account -> {
            boolean isSound = wish.key().pool().owns(account)
                    && !frozen.contains(account)
                    && !taken(wish.key().pool()).contains(account)
                    && arbiter.confirms(new Lease(wish.key(), account, wish.at()));
            return isSound
                    ? new Held(write(new Lease(wish.key(), account, wish.at())))
                    : contested(wish.key(), account);
        });
    }

    private static LeaseOutcome contested(LeaseKey key, String account) {
        LOG.warn("lease is contested account={} dn={}: see who else has it in the gridmapdir", account, key.dn());
        return new Frozen();
    }

    /** The account that the key had lately, else the first that nobody has, had lately, or must not use. */
    private Optional<LeaseOutcome> grantOne(Wish wish, Set<String> frozen) {
        List<String> free = free(wish, frozen);
        List<Kept> kept = kept(wish);
        Set<String> keptForOthers = new HashSet<>();
        kept.stream().filter(one -> !one.isFor(wish.key())).forEach(one -> keptForOthers.add(one.account()));
        Set<String> keptForIt = new HashSet<>();
        kept.stream().filter(one -> one.isFor(wish.key())).forEach(one -> keptForIt.add(one.account()));
        return Stream.concat(
                        free.stream().filter(keptForIt::contains),
                        free.stream()
                                .filter(account -> !keptForIt.contains(account) && !keptForOthers.contains(account)))
                .map(account -> new Lease(wish.key(), account, wish.at()))
                .filter(lease -> arbiter.take(lease, keptForIt.contains(lease.account())))
                .findFirst()
                .map(lease -> new Held(write(lease)));
    }

    private LeaseOutcome refusal(Wish wish, Set<String> frozen) {
        List<String> free = free(wish, frozen);
        return kept(wish).stream().map(Kept::account).anyMatch(free::contains) ? new Quarantined() : new Exhausted();
    }

    private List<String> free(Wish wish, Set<String> frozen) {
        Set<String> taken = taken(wish.key().pool());
        return wish.accounts().stream()
                .filter(account -> !taken.contains(account) && !frozen.contains(account))
                .toList();
    }

    private Set<String> taken(Pool pool) {
        return new HashSet<>(handle.createQuery(TAKEN)
                .bind("pool", pool.prefix())
                .mapTo(String.class)
                .list());
    }

    private List<Kept> kept(Wish wish) {
        return handle.createQuery(QUARANTINED)
                .bind("pool", wish.key().pool().prefix())
                .bind("at", wish.at().toEpochMilli())
                .map((row, context) ->
                        new Kept(row.getString("account"), row.getString("dn"), row.getString("primary_group")))
                .list();
    }

    private Lease write(Lease lease) {
        handle.createUpdate(OUT_OF_QUARANTINE).bind("account", lease.account()).execute();
        bound(handle.createUpdate(GRANT), lease.key())
                .bind("account", lease.account())
                .bind("at", lease.grantedAt().toEpochMilli())
                .execute();
        history.append(LeaseEvent.Kind.GRANTED, lease, lease.grantedAt(), "", "");
        return lease;
    }
}
