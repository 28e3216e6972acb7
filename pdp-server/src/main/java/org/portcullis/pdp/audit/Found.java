package org.portcullis.pdp.audit;

/** A record that was asked for, and where it stands. */
public record Found(Place place, PastAnswer answer) {}
