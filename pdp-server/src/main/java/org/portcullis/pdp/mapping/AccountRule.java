package org.portcullis.pdp.mapping;

import org.portcullis.policy.source.Position;

/** A line of the account map without its key: where it leads, its name as {@code file:line}, and where the value stands. */
record AccountRule(AccountTarget target, String origin, Position at) {}
