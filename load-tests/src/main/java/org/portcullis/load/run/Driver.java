package org.portcullis.load.run;

/** Something that sends the load of one plan. */
public interface Driver {
    /** Carries the plan out and tells a listener how it goes. */
    RunResult run(RunListener listener) throws InterruptedException;
}
