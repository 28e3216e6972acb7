package org.portcullis.pdp.transport;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.portcullis.profile.Dn;

/** How many requests are under way, of each caller and of all, and no more than so many. Thread-safe. */
final class PeerShares {
    private final int mostOfOne;
    private final int mostOfAll;
    private final AtomicInteger ofAll = new AtomicInteger();
    private final ConcurrentMap<Dn, Integer> underWay = new ConcurrentHashMap<>();

    PeerShares(int mostOfOne, int mostOfAll) {
        this.mostOfOne = mostOfOne;
        this.mostOfAll = mostOfAll;
    }

    /** Whether one more may begin, or why not. */
    enum Entry {
        ADMITTED,
        CALLER_HAS_ITS_SHARE,
        ALL_TAKEN
    }

    /** Asks for one more; if it is admitted, {@link #leave} must follow. */
    Entry enter(Dn peer) {
        boolean taken = ofAll.incrementAndGet() > mostOfAll;
        if (!taken && underWay.merge(peer, 1, Integer::sum) <= mostOfOne) {
            return Entry.ADMITTED;
        }
        if (taken) {
            ofAll.decrementAndGet();
            return Entry.ALL_TAKEN;
        }
        leave(peer);
        return Entry.CALLER_HAS_ITS_SHARE;
    }

    void leave(Dn peer) {
        ofAll.decrementAndGet();
        underWay.merge(peer, -1, Integer::sum);
        underWay.remove(peer, 0);
    }

    /** How many callers have anything under way. */
    int callers() {
        return underWay.size();
    }
}
