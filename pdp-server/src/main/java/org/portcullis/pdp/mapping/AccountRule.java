package org.portcullis.pdp.mapping;

/** A line of the account map without its key; {@code origin} is {@code file:line}. */
record AccountRule(AccountTarget target, String origin) {}
