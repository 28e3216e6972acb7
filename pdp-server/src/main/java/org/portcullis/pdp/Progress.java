package org.portcullis.pdp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether rounds of a rehearsal still get faster. They do not if the fastest of the last ones is no faster than the fastest
 * before, and if the compilers had little to do during them: rounds are also alike while the compilers have much to do and
 * nothing of it is ready yet. Not thread-safe.
 */
final class Progress {
    private static final int LAST = 10;
    private static final double FASTER = 0.95;
    private static final double LITTLE = 0.15;

    private final Deque<Lap> last = new ArrayDeque<>();
    private long fastestBefore = Long.MAX_VALUE;
    private int rounds;

    private record Lap(long nanos, long compiledNanos) {}

    /** One more round: how long it took, and how long the compilers worked meanwhile, all of them together. */
    void add(Duration took, Duration compiled) {
        rounds++;
        last.add(new Lap(took.toNanos(), compiled.toNanos()));
        if (last.size() > LAST) {
            fastestBefore = Math.min(fastestBefore, last.remove().nanos());
        }
    }

    /** How many rounds there were. */
    int rounds() {
        return rounds;
    }

    /** Whether it is not worth while to go on. */
    boolean isSteady() {
        return rounds > LAST && !isFaster() && !isCompiling();
    }

    private boolean isFaster() {
        long fastest = last.stream().mapToLong(Lap::nanos).min().orElseThrow();
        return fastest < FASTER * fastestBefore;
    }

    private boolean isCompiling() {
        long took = last.stream().mapToLong(Lap::nanos).sum();
        long compiled = last.stream().mapToLong(Lap::compiledNanos).sum();
        return compiled > LITTLE * took;
    }
}
