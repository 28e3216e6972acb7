package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.profile.Dn;

/** Names in a gridmapdir. */
class LinkNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%2fdc%3dorg%2fdc%3dterena%2fcn%3doscar%20koeroo%40nikhef%2enl | /DC=org/DC=terena/CN=Oscar Koeroo@nikhef.nl",
                "%2FDC%3Dorg%2FDC%3Dterena%2FCN%3DOscar%20Koeroo%40nikhef%2Enl | /DC=org/DC=terena/CN=Oscar Koeroo@nikhef.nl",
                "%2fc%3dxx%2fcn%3dj.-_doe | /C=XX/CN=J.-_Doe",
                "%2fc%3dxx%2fcn%3da%2femail%3da%40b | /C=XX/CN=a/emailAddress=a@b",
                "%2fc%3dfr%2fcn%3dfr%5cxc3%5cxa9d%5cxc3%5cxa9ric | /C=FR/CN=Frédéric",
                "%2fc%3dfr%2fcn%3dfr%c3%a9d%c3%a9ric | /C=FR/CN=Frédéric",
            })
    void everySpellingOfAPersonIsThatPerson(String file, String dn) {
        assertThat(LinkName.parse(file)).isEqualTo(LinkName.of(Dn.parse(dn)));
    }

    @Test
    void nameThatLcmapsSpoiltIsAmongThoseOfItsHolder() {
        Dn dn = Dn.parse("/C=FR/CN=Frédéric");
        LinkName spoilt = LinkName.verbatim("%2fc%3dfr%2fcn%3dfr%ff%ffd%ff%ffricfa9");

        assertThat(LinkName.holders(dn)).containsExactly(LinkName.of(dn).holder(), spoilt.holder());
    }

    @Test
    void nobodyIsLookedForUnderANameTooLongForAFile() {
        assertThat(LinkName.holders(Dn.parse("/CN=" + "é".repeat(Dn.MAX_LENGTH - 4))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%2", "%zz", "%2fatlas%2frole%3dnull", "%ff%ff", "alice"})
    void whatIsNoDnIsRefused(String file) {
        assertThatIllegalArgumentException().isThrownBy(() -> LinkName.parse(file));
    }

    static Stream<Long> seeds() {
        return Stream.iterate(1L, seed -> seed + 1).limit(50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nameOfAPersonIsReadBack(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder name = new StringBuilder("/C=XX/CN=x");
        random.ints(20, ' ', '~' + 1)
                .filter(c -> c != '/' && c != '\\' && c != '=')
                .forEach(c -> name.append((char) c));
        Dn dn = Dn.parse(name.append('é').toString());

        assertThat(LinkName.parse(LinkName.of(dn).text())).isEqualTo(LinkName.of(dn));
    }
}
