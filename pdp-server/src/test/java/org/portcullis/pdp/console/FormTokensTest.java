package org.portcullis.pdp.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTokensTest {
    private static final String ANN = "/DC=org/CN=Ann";
    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

    private final FormTokens tokens = new FormTokens(new SecureRandom());

    @Test
    void aTokenIsGoodForItsCallerForAnHour() {
        String token = tokens.issue(ANN, NOW);

        assertThat(tokens.isGood(token, ANN, NOW)).isTrue();
        assertThat(tokens.isGood(token, ANN, NOW.plus(Duration.ofMinutes(60)))).isTrue();
        assertThat(tokens.isGood(token, ANN, NOW.plus(Duration.ofMinutes(61)))).isFalse();
        assertThat(tokens.isGood(token, ANN, NOW.minusSeconds(1))).isFalse();
    }

    @Test
    void nobodyElseCanUseIt() {
        String token = tokens.issue(ANN, NOW);

        assertThat(tokens.isGood(token, "/DC=org/CN=Bob", NOW)).isFalse();
        assertThat(new FormTokens(new SecureRandom()).isGood(token, ANN, NOW)).isFalse();
    }

    @Test
    void noTwoFormsHaveTheSame() {
        assertThat(tokens.issue(ANN, NOW)).isNotEqualTo(tokens.issue(ANN, NOW));
    }

    @Test
    void anotherTimeInItMakesItWorthless() {
        String token = tokens.issue(ANN, NOW);
        String later = Long.toHexString(NOW.plusSeconds(3600).getEpochSecond());

        String changed = later + token.substring(token.indexOf('.'));

        assertThat(tokens.isGood(changed, ANN, NOW.plusSeconds(3600))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "null", "0.0.", "🙂.🙂.🙂"})
    void whatIsNoTokenIsNotGood(String text) {
        assertThat(tokens.isGood(text, ANN, NOW)).isFalse();
    }

    /** It goes along as an idempotency key. */
    @Test
    void itIsSpeltLikeAnIdempotencyKey() {
        assertThat(tokens.issue(ANN, NOW)).matches("[A-Za-z0-9._~:-]{1,128}");
    }
}
