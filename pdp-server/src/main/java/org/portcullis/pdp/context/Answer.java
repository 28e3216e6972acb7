package org.portcullis.pdp.context;

import org.portcullis.profile.Decision;

/** A decision and the bytes that say it, which nobody changes. */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(Decision decision, byte[] response) {}
