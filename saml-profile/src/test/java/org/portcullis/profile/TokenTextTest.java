package org.portcullis.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"iss\":\"https://i.org\",\"sub\":\"a\"} | /iss=https:%2F%2Fi.org/sub=a",
                "{ \"sub\" : \"a\" , \"iss\" : \"https:\\/\\/i.org\" } | /iss=https:%2F%2Fi.org/sub=a",
            })
    void aTokenClaimsAName(String claims, String name) {
        assertThat(token(claims).claimedName()).contains(new Dn(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"iss\":\"x\"}", "{\"iss\":\"x\",\"sub\":\"\"}", "{\"iss\":\"x\",\"sub\":1}"})
    void aTokenMayBeAboutNobody(String claims) {
        assertThat(token(claims).claimedName()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a.b", "a.b.", "a..c", "a.b.c.d", "a.b.c=", "a b.c.d", "a.b.c\n"})
    void otherTextIsNoToken(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Credential.Bearer(text));
    }

    @Test
    void aTokenThatNobodyMadeIsNotLookedAt() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Credential.Bearer("a.b." + "c".repeat(16 << 10)));
    }

    @Test
    void aTokenIsNeverWritten() {
        assertThat(token("{}")).hasToString("Bearer[]");
    }

    /** Seed 5. */
    @Test
    void noTextInATokenMakesItThrow() {
        SplittableRandom random = new SplittableRandom(5);
        for (int n = 0; n < 3000; n++) {
            StringBuilder claims = new StringBuilder("{\"iss\":\"x\",\"sub\":\"");
            random.ints(random.nextInt(20), 0, 300).forEach(claims::appendCodePoint);

            assertThat(token(claims + "\"}").claimedName())
                    .satisfiesAnyOf(
                            name -> assertThat(name).isEmpty(),
                            name -> assertThat(name.orElseThrow().parts()).hasSize(2));
        }
    }

    private static Credential.Bearer token(String claims) {
        return new Credential.Bearer(
                "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8)) + ".x");
    }
}
