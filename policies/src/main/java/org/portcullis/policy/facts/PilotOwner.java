package org.portcullis.policy.facts;

/** What is on record of one pilot owner: for how long, and whether it may vouch for people who show no certificate. */
public record PilotOwner(Validity validity, boolean mayVouch) {}
