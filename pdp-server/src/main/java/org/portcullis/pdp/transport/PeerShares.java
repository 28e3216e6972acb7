package org.portcullis.pdp.transport;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.portcullis.profile.Dn;

/** How many requests of each caller are under way, and no more than so many. Thread-safe. */
final class PeerShares {
    private final int most;
    private final ConcurrentMap<Dn, Integer> underWay = new ConcurrentHashMap<>();

    PeerShares(int most) {
        this.most = most;
    }

    /** Whether one more may begin; if so, {@link #leave} must follow. */
    boolean enter(Dn peer) {
        if (underWay.merge(peer, 1, Integer::sum) <= most) {
            return true;
        }
        leave(peer);
        return false;
    }

    void leave(Dn peer) {
        underWay.merge(peer, -1, Integer::sum);
        underWay.remove(peer, 0);
    }

    /** How many callers have anything under way. */
    int callers() {
        return underWay.size();
    }
}
