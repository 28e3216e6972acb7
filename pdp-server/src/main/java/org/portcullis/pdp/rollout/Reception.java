package org.portcullis.pdp.rollout;

import java.time.Duration;
import org.portcullis.pdp.bundle.Rollout;

/** What the server made of a switch, how long that took, and what there is to say about it. */
public record Reception(Rollout.Outcome outcome, Duration took, String detail) {}
