package org.portcullis.pdp.rollout;

/** The way to tell whoever decides that another bundle is in place. */
@FunctionalInterface
public interface Announcer {
    /** Tells it of the bundle with that digest, or that there is none if it is empty; and what it made of it. */
    Reception announce(String digest);
}
