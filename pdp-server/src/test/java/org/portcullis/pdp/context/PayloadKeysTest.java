package org.portcullis.pdp.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.pdp.context.PayloadKeys.Holder;
import org.portcullis.profile.Dn;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayloadKeysTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Holder HERE = new Holder(new Dn("/CN=P"), "192.0.2.1");
    private static final Holder THERE = new Holder(new Dn("/CN=P"), "192.0.2.2");
    private static final Holder OTHER = new Holder(new Dn("/CN=Q"), "192.0.2.1");

    private Identity alice;
    private X509Certificate first;
    private X509Certificate second;

    @BeforeAll
    void makeProxies(@TempDir Path directory) {
        GridPki pki = GridPki.create(directory, InstantSource.fixed(NOON));
        alice = pki.user("Alice");
        first = pki.proxy(alice).certificate();
        second = pki.proxy(alice).certificate();
    }

    @Test
    void aKeyStaysWithWhoAskedFirst() {
        PayloadKeys keys = new PayloadKeys();

        assertThat(keys.first(HERE, first, NOON)).contains(HERE);
        assertThat(keys.first(THERE, first, NOON)).contains(HERE);
        assertThat(keys.first(OTHER, first, NOON)).contains(HERE);
        assertThat(keys.first(OTHER, second, NOON)).contains(OTHER);
        assertThat(keys.first(HERE, first, NOON)).contains(HERE);
    }

    @Test
    void aKeyIsForgottenWithItsProxy() {
        PayloadKeys keys = new PayloadKeys();
        Instant end = first.getNotAfter().toInstant();
        keys.first(HERE, first, NOON);

        assertThat(keys.first(THERE, first, end)).contains(HERE);
        assertThat(keys.first(THERE, first, end.plusSeconds(1))).contains(THERE);
    }

    @Test
    void aKeyThatCameAgainWithMoreTimeStaysForIt() {
        PayloadKeys keys = new PayloadKeys();
        Instant end = alice.certificate().getNotAfter().toInstant();
        X509Certificate longer = alice.certificate();
        keys.first(HERE, longer, NOON);

        assertThat(keys.first(THERE, longer, end)).contains(HERE);
    }

    @Test
    void nothingIsForgottenToMakeRoom() {
        PayloadKeys few = new PayloadKeys(1, 9);
        few.first(HERE, first, NOON);

        assertThat(few.first(OTHER, second, NOON)).isEmpty();
        assertThat(few.first(THERE, first, NOON)).contains(HERE);
        assertThat(few.first(OTHER, second, first.getNotAfter().toInstant().plusSeconds(1)))
                .contains(OTHER);
    }

    @Test
    void onePilotLeavesRoomForOthers() {
        PayloadKeys keys = new PayloadKeys(9, 1);
        keys.first(HERE, first, NOON);

        assertThat(keys.first(THERE, second, NOON)).isEmpty();
        assertThat(keys.first(OTHER, second, NOON)).contains(OTHER);
        assertThat(keys.first(
                        HERE,
                        alice.certificate(),
                        first.getNotAfter().toInstant().plusSeconds(1)))
                .contains(HERE);
    }
}
