package org.portcullis.pdp.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Accounts made up for a question: pools by name, and the lines of account map and group map by their keys. Pool number n
 * has uids from 20000 + 1000 n, and a group of its own name with gid 2000 + n.
 */
public record TrialAccounts(Map<String, Size> pools, Map<String, String> accounts, Map<String, List<String>> groups) {
    /** No accounts at all: who becomes whom is not asked. */
    static final TrialAccounts NONE = new TrialAccounts(Map.of(), Map.of(), Map.of());

    /** The most accounts in one pool. */
    static final int MOST = 1000;

    /** How many accounts a pool has, and how many of them, the first ones, are held by strangers. */
    public record Size(int accounts, int taken) {
        /** Refuses what is no size. */
        public Size {
            if (accounts < 1 || accounts > MOST || taken < 0 || taken > accounts) {
                throw new IllegalArgumentException(
                        "must be 1 to " + MOST + " accounts, of which at most all are taken");
            }
        }
    }

    /** Copies its maps and keeps their order. */
    public TrialAccounts {
        pools = Collections.unmodifiableMap(new LinkedHashMap<>(pools));
        accounts = Collections.unmodifiableMap(new LinkedHashMap<>(accounts));
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    }

    boolean isEmpty() {
        return pools.isEmpty() && accounts.isEmpty();
    }
}
