package org.portcullis.pdp.ban;

import org.portcullis.profile.ReasonCode;

/** A ban that a request ran into, and the reason code of the Deny. */
public record BanHit(Ban ban, ReasonCode reason) {}
