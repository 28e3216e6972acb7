package org.portcullis.pdp.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.portcullis.profile.Dn;

class PayloadLimitTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Dn PILOT = new Dn("/CN=P");

    private final PayloadLimit limit = new PayloadLimit();

    @Test
    void aPilotWorksForSixtyPeopleAnHour() {
        long allowed = IntStream.range(0, 5000)
                .filter(n -> limit.allows(PILOT, person(n), NOON.plusMillis(n)))
                .count();

        assertThat(allowed).isEqualTo(60);
        assertThat(limit.allows(PILOT, person(7), NOON.plusSeconds(60))).isTrue();
        assertThat(limit.allows(new Dn("/CN=Q"), person(99), NOON)).isTrue();
        assertThat(limit.allows(PILOT, person(99), NOON.plusSeconds(3700))).isTrue();
    }

    private static Dn person(int number) {
        return new Dn("/CN=User " + number);
    }
}
