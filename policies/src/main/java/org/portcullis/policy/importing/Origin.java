package org.portcullis.policy.importing;

import org.portcullis.policy.source.Position;

/** Where a part of a pack comes from, and what it says of itself. */
public record Origin(Position at, String description) {}
