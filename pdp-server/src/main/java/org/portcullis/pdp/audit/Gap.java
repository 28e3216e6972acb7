package org.portcullis.pdp.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;

/** How many answers left without a record, and between which times. Immutable. */
record Gap(long count, Instant since, Instant until) {
    static final Gap NONE = new Gap(0, Instant.MAX, Instant.MIN);

    /** One answer. */
    static Gap of(Instant at) {
        return new Gap(1, at, at);
    }

    Gap plus(Gap other) {
        return new Gap(
                count + other.count,
                since.isBefore(other.since) ? since : other.since,
                until.isAfter(other.until) ? until : other.until);
    }

    /** As it stands in the log. */
    byte[] line() {
        return ("{\"v\":" + AuditLine.SCHEMA + ",\"notice\":\"dropped\",\"count\":" + count + ",\"since\":\"" + since
                        + "\",\"until\":\"" + until + "\"}")
                .getBytes(US_ASCII);
    }
}
