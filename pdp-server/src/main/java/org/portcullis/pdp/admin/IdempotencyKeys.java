package org.portcullis.pdp.admin;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What was answered to requests that came with a key, the last thousand of them, so that sending one twice does it once. Thread-safe. */
final class IdempotencyKeys {
    private static final int MOST = 1000;

    private final Set<String> underWay = new HashSet<>();
    private final Map<String, Done> done = new LinkedHashMap<>();

    /** A request that was answered. */
    private record Done(String digest, AdminAnswer answer) {}

    /**
     * Does the work, or tells what came of it before; {@code digest} is that of the request.
     *
     * @throws ProblemException if the key came with another request, or this one is under way
     */
    AdminAnswer once(String key, String digest, Supplier<AdminAnswer> work) {
        Optional<AdminAnswer> before = begin(key, digest);
        if (before.isPresent()) {
            return before.get();
        }
        try {
            AdminAnswer answer = work.get();
            remember(key, new Done(digest, answer));
            return answer;
        } finally {
            end(key);
        }
    }

    private synchronized Optional<AdminAnswer> begin(String key, String digest) {
        Optional<Done> before = Optional.ofNullable(done.get(key));
        if (before.filter(same -> !same.digest().equals(digest)).isPresent()) {
            throw new ProblemException(Problem.KEY_USED_BEFORE, "take another key for another request");
        }
        if (before.isEmpty() && !underWay.add(key)) {
            throw new ProblemException(Problem.CONFLICT, "the same request is under way");
        }
        return before.map(Done::answer);
    }

    private synchronized void remember(String key, Done answered) {
        done.put(key, answered);
        if (done.size() > MOST) {
            done.remove(done.keySet().iterator().next());
        }
    }

    private synchronized void end(String key) {
        underWay.remove(key);
    }
}
