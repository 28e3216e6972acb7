package org.portcullis.profile.wire.opensaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.wire.ProtocolException;

/** Recorded requests, damaged in every way. */
class CapturePropertyTest {
    private static final int MUTATIONS = 2_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scas-map-tls",
                "lcmaps",
                "privilege-xacml",
                "privilege-xacml-minimal",
                "argus-pepd-to-pdp",
                "globus-c-default"
            })
    void beginningOfAMessageIsNeverAMessage(String capture) {
        byte[] message = Captures.body(capture);
        int end = new String(message, StandardCharsets.ISO_8859_1).lastIndexOf('>');

        for (int length = 0; length <= end; length++) {
            byte[] beginning = Arrays.copyOf(message, length);
            assertThatThrownBy(() -> Queries.decode(beginning)).isInstanceOf(ProtocolException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scas-map-tls",
                "lcmaps",
                "privilege-xacml",
                "privilege-xacml-minimal",
                "argus-pepd-to-pdp",
                "globus-c-default"
            })
    void damagedMessageIsReadOrRefusedAndNothingElse(String capture) {
        byte[] message = Captures.body(capture);
        SplittableRandom random = new SplittableRandom(capture.hashCode());

        for (int i = 0; i < MUTATIONS; i++) {
            readOrRefuse(damaged(message, random));
        }
    }

    private static void readOrRefuse(byte[] message) {
        try {
            AuthzRequest request = Queries.decode(message);

            assertThat(request.subject().dn().value()).startsWith("/");
        } catch (ProtocolException refused) {
            assertThat(refused.kind().word()).isEqualTo(refused.kind().word().toLowerCase(Locale.ROOT));
        }
    }

    /** One to three bytes changed, left out, doubled, or a piece of the message copied over another. */
    private static byte[] damaged(byte[] message, SplittableRandom random) {
        byte[] damaged = message.clone();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt(256);
                case 1 -> damaged[at] = (byte) "<>&\"'/= x0".charAt(random.nextInt(10));
                case 2 -> System.arraycopy(message, at, damaged, Math.max(0, at - 1), damaged.length - at);
                default -> copyPiece(damaged, at, random);
            }
        }
        return damaged;
    }

    private static void copyPiece(byte[] damaged, int at, SplittableRandom random) {
        int from = random.nextInt(damaged.length);
        int length = Math.min(random.nextInt(200), damaged.length - Math.max(from, at));
        System.arraycopy(damaged, from, damaged, at, length);
    }
}
