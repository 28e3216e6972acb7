package org.portcullis.pdp.store;

import static org.portcullis.pdp.store.LeaseRows.bound;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseEvent;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.profile.Dn;

/** The SQL of what happened to leases over one connection: written once, never changed. Not thread-safe. */
record LeaseHistoryTable(Handle handle) {
    private static final String APPEND = """
            INSERT INTO lease_event (at, kind, pool, dn, primary_group, account, author, reason)
            VALUES (:at, :kind, :pool, :dn, :group, :account, :author, :reason)""";
    private static final String ALL =
            "SELECT seq, at, kind, pool, dn, primary_group, account, author, reason FROM lease_event";

    void append(LeaseEvent.Kind kind, Lease lease, Instant at, String author, String reason) {
        bound(handle.createUpdate(APPEND), lease.key())
                .bind("account", lease.account())
                .bind("at", at.toEpochMilli())
                .bind("kind", kind.toString())
                .bind("author", author)
                .bind("reason", reason)
                .execute();
    }

    List<LeaseEvent> all() {
        return since(0);
    }

    List<LeaseEvent> since(long event) {
        return handle.createQuery(ALL + " WHERE seq > :event ORDER BY seq")
                .bind("event", event)
                .map((row, context) -> LeaseRows.event(row))
                .list();
    }

    /** Counted where the history is: nobody wants years of it in memory. */
    Map<Pool, Long> growth(Instant since) {
        return handle.createQuery(
                        "SELECT pool, kind, count(*) AS events FROM lease_event WHERE at > :since GROUP BY pool, kind")
                .bind("since", since.toEpochMilli())
                .map((row, context) -> Map.entry(
                        new Pool(row.getString("pool")), LeaseRows.kind(row).growth() * row.getLong("events")))
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.summingLong(Map.Entry::getValue)));
    }

    long last() {
        return handle.createQuery("SELECT coalesce(max(seq), 0) FROM lease_event")
                .mapTo(Long.class)
                .one();
    }

    List<LeaseEvent> ofAccount(String account) {
        return handle.createQuery(ALL + " WHERE account = :account ORDER BY seq")
                .bind("account", account)
                .map((row, context) -> LeaseRows.event(row))
                .list();
    }

    List<LeaseEvent> ofPerson(Dn dn) {
        return handle.createQuery(ALL + " WHERE dn = :dn ORDER BY seq")
                .bind("dn", dn.value())
                .map((row, context) -> LeaseRows.event(row))
                .list();
    }
}
