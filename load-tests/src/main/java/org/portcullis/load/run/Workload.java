package org.portcullis.load.run;

/** What a run asks, request by request. Thread-safe. */
public interface Workload {
    /** What the request of that number is; numbers start at 0 with the warm-up. */
    Shot shot(long index);
}
