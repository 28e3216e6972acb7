package org.portcullis.pdp.mapping;

/** A Unix group by name and number. */
public record UnixGroup(String name, long gid) {}
