package org.portcullis.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VoNameTest {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_+:@-][A-Za-z0-9._+:@-]{0,254}");

    @Test
    void everyCharacterIsWhereItMayBeAndNowhereElse() {
        for (char c = 0; c < 0x3000; c++) {
            for (String name : new String[] {"" + c, c + "a", "a" + c, "a" + c + "b"}) {
                assertThat(isName(name)).as(name).isEqualTo(FORM.matcher(name).matches());
            }
        }
    }

    @Test
    void aNameHasOneTo255Characters() {
        assertThatIllegalArgumentException().isThrownBy(() -> new VoName(""));
        assertThatCode(() -> new VoName("a".repeat(255))).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> new VoName("a".repeat(256)));
    }

    private static boolean isName(String text) {
        try {
            return new VoName(text).value().equals(text);
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }
}
