package org.portcullis.load.run;

/** Whoever wants to know of a run while it goes on. */
public interface RunListener {
    /** The first request that counts is due at this time of {@link System#nanoTime}. */
    default void starts(long nanos) {}

    /** A good answer came; called from many threads. */
    default void answered(Shot shot, Verdict verdict, long sentNanos, long endNanos) {}

    /** A second or so is over; called from one thread. */
    default void passed(Interval interval) {}
}
