package org.portcullis.load.run;

/** Answers of one kind: how many, and how long they took from when their requests were due. */
public record OutcomeGroup(long count, Percentiles response) {}
