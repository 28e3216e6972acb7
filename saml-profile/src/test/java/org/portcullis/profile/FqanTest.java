package org.portcullis.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FqanTest {
    @ParameterizedTest
    @CsvSource({
        "/atlas, /atlas",
        "/atlas/Role=NULL, /atlas",
        "/atlas/Role=NULL/Capability=NULL, /atlas",
        "/atlas/Capability=NULL, /atlas",
        "/atlas/nl/Role=pilot/Capability=NULL, /atlas/nl/Role=pilot",
        "/atlas/Role=pilot/Capability=long, /atlas/Role=pilot",
        "/vo.example.org/sub-group/Role=VO-Admin, /vo.example.org/sub-group/Role=VO-Admin",
        "/ATLAS/Role=production, /ATLAS/Role=production",
    })
    void emptyRoleAndCapabilityAreDropped(String written, String canonical) {
        assertThat(Fqan.parse(written)).isEqualTo(new Fqan(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "atlas",
                "//atlas",
                "/atlas/",
                "/atlas//nl",
                "/atlas/../cms",
                "/../atlas",
                "/.hidden",
                "/atlas/Role=",
                "/Role=production",
                "/atlas/Role=production/Role=pilot",
                "/atlas/Role=a b",
                "/atlas\n/cms",
                "/atl\u00e0s",
                "/atlas/role=production",
                "/atlas/Role=pilot/nl",
                "/atlas/Capability=NULL/Role=pilot",
                "/atlas/Role=pilot ",
                "/atlas/x=y",
                "/Capability=NULL",
                "/atlas/Role=.x"
            })
    void whatBreaksTheGrammarIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Fqan.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/atlas/Role=NULL", "/atlas/Role=pilot/Capability=NULL", "atlas", "/atlas/"})
    void constructorTakesTheCanonicalFormOnly(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Fqan(text));
    }

    @Test
    void longestFqanIsReadAndOneCharacterMoreIsNot() {
        String longest = "/" + "a".repeat(Fqan.MAX_LENGTH - 1);

        assertThat(Fqan.parse(longest)).isEqualTo(new Fqan(longest));
        assertThatIllegalArgumentException().isThrownBy(() -> Fqan.parse(longest + "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Fqan(longest + "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Fqan("/a".repeat(100_000)));
    }

    @Test
    void partsOfAnFqanAreToldApart() {
        Fqan fqan = new Fqan("/atlas/nl/Role=pilot");

        assertThat(fqan.vo()).isEqualTo(new VoName("atlas"));
        assertThat(fqan.group()).isEqualTo("/atlas/nl");
        assertThat(fqan.role()).contains("pilot");
        assertThat(fqan.asVomsWritesIt()).isEqualTo("/atlas/nl/Role=pilot/Capability=NULL");
    }

    @Test
    void groupWithoutRoleIsWrittenWithTheEmptyOne() {
        Fqan fqan = new Fqan("/atlas");

        assertThat(fqan.role()).isEqualTo(Optional.empty());
        assertThat(fqan.asVomsWritesIt()).isEqualTo("/atlas/Role=NULL/Capability=NULL");
    }

    @ParameterizedTest
    @CsvSource({
        "/atlas//x, true",
        "/atlas/Role=, true",
        "atlas, true",
        "/atlas/Role=a b, false",
        "/atl\u00e0s, false",
        "'', false"
    })
    void spellingIsSomethingElseThanGrammar(String text, boolean speltLikeOne) {
        assertThat(Fqan.isSpeltLikeOne(text)).isEqualTo(speltLikeOne);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".vo", "a b", "atlas/nl", "vo=x", "\u00e0"})
    void whatIsNoVoNameIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new VoName(name));
    }
}
