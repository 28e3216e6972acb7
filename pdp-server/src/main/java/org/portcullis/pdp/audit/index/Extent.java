package org.portcullis.pdp.audit.index;

/** Where a line stands in its file: from the first byte up to the one before {@code to}, which may be in the line after it. */
public record Extent(long from, long to) {}
