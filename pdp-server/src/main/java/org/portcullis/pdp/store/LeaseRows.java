package org.portcullis.pdp.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.jdbi.v3.core.statement.SqlStatement;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseEvent;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.profile.Dn;

/** Leases and their history between rows and values. */
final class LeaseRows {
    private LeaseRows() {}

    static <S extends SqlStatement<S>> S bound(S statement, LeaseKey key) {
        return statement
                .bind("pool", key.pool().prefix())
                .bind("dn", key.dn().value())
                .bind("group", key.primaryGroup());
    }

    static Lease lease(ResultSet row) throws SQLException {
        return lease(row, row.getLong("granted_at"));
    }

    static LeaseEvent event(ResultSet row) throws SQLException {
        return new LeaseEvent(
                row.getLong("seq"),
                Instant.ofEpochMilli(row.getLong("at")),
                kind(row),
                lease(row, row.getLong("at")),
                row.getString("author"),
                row.getString("reason"));
    }

    static LeaseEvent.Kind kind(ResultSet row) throws SQLException {
        return LeaseEvent.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
    }

    private static Lease lease(ResultSet row, long since) throws SQLException {
        LeaseKey key = new LeaseKey(
                new Pool(row.getString("pool")), new Dn(row.getString("dn")), row.getString("primary_group"));
        return new Lease(key, row.getString("account"), Instant.ofEpochMilli(since));
    }
}
