package org.portcullis.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseDecoderPropertyTest {
    private static final ResponseDecoder.Asked ASKED =
            new ResponseDecoder.Asked(URI.create("https://pdp.example.org:8443"), "_00ff", Question.UNDERSTOOD);
    private static final int MUTATIONS = 4_000;

    private final ResponseDecoder decoder = new ResponseDecoder();

    /** A change inside a number makes another good number: only TLS can see that. Every other change is for us to see. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damageOutsideTheValuesNeverGivesAnotherAccount(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] good = Answers.named("permit-all", ASKED.queryId());
        BitSet values = valuesOf(good);
        Reply intact = decoder.decode(ASKED, good);

        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = damage(good, values, random);

            Reply reply = decoder.decode(ASKED, damaged);

            boolean permit = reply instanceof Reply.Final read && read.answer() instanceof Answer.Permit;
            assertThat(!permit || reply.equals(intact))
                    .as(() -> new String(damaged, StandardCharsets.ISO_8859_1))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void noiseIsNeverAPermit(long seed) {
        SplittableRandom random = new SplittableRandom(seed);

        for (int i = 0; i < MUTATIONS; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);

            Reply reply = decoder.decode(ASKED, noise);

            assertThat(reply).isInstanceOf(Reply.Unable.class);
        }
    }

    private static BitSet valuesOf(byte[] answer) {
        BitSet values = new BitSet(answer.length);
        Matcher matcher = Pattern.compile(">([^<]+)</xacml:AttributeAssignment")
                .matcher(new String(answer, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            values.set(matcher.start(1) - 1, matcher.end(1) + 1);
        }
        return values;
    }

    private static byte[] damage(byte[] good, BitSet values, SplittableRandom random) {
        int at = random.nextInt(good.length);
        while (values.get(at)) {
            at = random.nextInt(good.length);
        }
        byte[] damaged = good.clone();
        switch (random.nextInt(3)) {
            case 0 -> damaged[at] = (byte) random.nextInt(256);
            case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
            default -> damaged[at] = good[random.nextInt(good.length)];
        }
        return damaged;
    }
}
