package org.portcullis.pdp.store;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.LeaseOutcome.Held;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.profile.Dn;

/** Keys, pools and outcomes as the tests of this package write them. */
final class Leases {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456789Z");
    static final Pool ATLAS = new Pool("atlas");

    private Leases() {}

    static LeaseKey key(String name) {
        return new LeaseKey(ATLAS, new Dn("/C=XX/O=Grid/CN=" + name), "atlas");
    }

    static List<String> pool(int size) {
        return IntStream.rangeClosed(1, size)
                .mapToObj(i -> String.format("atlas%05d", i))
                .toList();
    }

    /** The account that is held, or {@code -} if the pool is exhausted. */
    static String account(LeaseOutcome outcome) {
        return outcome instanceof Held held ? held.lease().account() : "-";
    }
}
