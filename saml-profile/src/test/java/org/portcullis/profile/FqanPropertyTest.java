package org.portcullis.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FqanPropertyTest {
    private static final List<String> PIECES = List.of(
            "/atlas", "/nl", "/Role=", "pilot", "NULL", "/Capability=", "/", ".", "=", "a", " ", "\n", "\u00e0");

    private static final List<String> ROLES = List.of("", "/Role=NULL", "/Role=pilot", "/Role=Pilot");
    private static final List<String> CAPABILITIES = List.of("", "/Capability=NULL", "/Capability=x");

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsReadIsCanonicalAndWhatIsNotIsRefused(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            String text = text(random);
            try {
                Fqan fqan = Fqan.parse(text);

                assertThat(Fqan.parse(fqan.value())).isEqualTo(fqan);
                assertThat(Fqan.parse(fqan.asVomsWritesIt())).isEqualTo(fqan);
                assertThat(fqan.group()).startsWith("/" + fqan.vo());
                assertThat(Fqan.isSpeltLikeOne(text)).isTrue();
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageContaining("not an FQAN");
            }
        }
    }

    /** One key for one group and role, and another for every other; no role and no capability may be written or left out. */
    @ParameterizedTest
    @MethodSource("seeds")
    void fqansAreEqualIfGroupAndRoleAre(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            String oneGroup = "/" + "ab".charAt(random.nextInt(2)) + (random.nextBoolean() ? "/c" : "");
            String otherGroup = "/" + "ab".charAt(random.nextInt(2)) + (random.nextBoolean() ? "/c" : "");
            String oneRole = ROLES.get(random.nextInt(ROLES.size()));
            String otherRole = ROLES.get(random.nextInt(ROLES.size()));
            boolean same = oneGroup.equals(otherGroup)
                    && oneRole.replace("/Role=NULL", "").equals(otherRole.replace("/Role=NULL", ""));

            Fqan one = Fqan.parse(oneGroup + oneRole + CAPABILITIES.get(random.nextInt(CAPABILITIES.size())));
            Fqan other = Fqan.parse(otherGroup + otherRole + CAPABILITIES.get(random.nextInt(CAPABILITIES.size())));

            assertThat(one.equals(other)).isEqualTo(same);
        }
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder("/atlas");
        for (int left = random.nextInt(6); left > 0; left--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
