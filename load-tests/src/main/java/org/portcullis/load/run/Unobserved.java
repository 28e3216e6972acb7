package org.portcullis.load.run;

/** The listener of a run that nobody listens to. */
public record Unobserved() implements RunListener {}
