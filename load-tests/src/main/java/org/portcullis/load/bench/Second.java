package org.portcullis.load.bench;

/**
 * What came in one second or so of a run: when it began, before 0 in the warm-up; good answers, errors, response times in
 * milliseconds, and what both sides used, processors as a number of them and garbage collection in milliseconds.
 */
public record Second(double at, double seconds, boolean warmUp, long done, long errors, Times times, Use use) {
    /** Response times. */
    public record Times(double p50, double p99, double max, double lagP99) {}

    /** Processors, and pauses of the generator. */
    public record Use(double serverCpus, double generatorCpus, long generatorGcMillis) {}
}
