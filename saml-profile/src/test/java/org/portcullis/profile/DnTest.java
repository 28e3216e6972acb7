package org.portcullis.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnTest {
    private static final String ALICE = "/DC=org/DC=example/OU=People/CN=Alice Smith";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/C=XX/O=Grid/CN=Alice                  | /C=XX/O=Grid/CN=Alice",
                "CN=Alice,O=Grid,C=XX                   | /C=XX/O=Grid/CN=Alice",
                "cn=Alice, o=Grid, c=XX                 | /C=XX/O=Grid/CN=Alice",
                "/c=XX/dc=org/Cn=Alice                  | /C=XX/DC=org/CN=Alice",
                "/O=Grid/CN=host/ce01.example.org       | /O=Grid/CN=host/ce01.example.org",
                "/O=Grid/CN=robot:mail a@b.c            | /O=Grid/CN=robot:mail a@b.c",
                "'CN=Doe\\, John,O=Grid,C=XX'           | '/C=XX/O=Grid/CN=Doe, John'",
                "'/C=XX/O=Grid/CN=Doe, John'            | '/C=XX/O=Grid/CN=Doe, John'",
                "'CN=\\23x,O=Grid'                      | /O=Grid/CN=#x",
                "'CN=a\\2Bb,O=Grid'                     | /O=Grid/CN=a+b",
                "'CN=a\\=b,O=Grid'                      | /O=Grid/CN=a=b",
                "/O=Grid/CN=\\xD0\\x90lice              | /O=Grid/CN=Аlice",
                "/O=Grid/CN=Jos\\xc3\\xa9               | /O=Grid/CN=José",
                "/O=Grid/CN=back\\slash                 | /O=Grid/CN=back\\slash",
            })
    void everySpellingHasOneCanonicalForm(String text, String canonical) {
        assertThat(Dn.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "E, emailAddress",
        "Email, emailAddress",
        "EMAILADDRESS, emailAddress",
        "1.2.840.113549.1.9.1, emailAddress",
        "UserId, UID",
        "0.9.2342.19200300.100.1.1, UID",
        "0.9.2342.19200300.100.1.25, DC",
        "2.5.4.3, CN",
        "2.5.4.10, O",
        "2.5.4.11, OU",
        "S, ST",
        "T, title",
        "2.5.4.12, title",
        "SURNAME, SN",
        "GIVENNAME, GN",
        "serialnumber, serialNumber",
    })
    void attributeTypesHaveOneSpelling(String written, String canonical) {
        assertThat(Dn.parse("/O=Grid/" + written + "=x")).hasToString("/O=Grid/" + canonical + "=x");
        assertThat(Dn.parse(written + "=x,O=Grid")).hasToString("/O=Grid/" + canonical + "=x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "CN",
                "/CN",
                "/CN=",
                "/CN= ",
                "/=x",
                "CN=",
                "no slashes at all",
                "/x/CN=a",
                "/CN=a/b=/x",
                "/1=x",
                "CN=x\\",
                "CN=a+UID=b,O=Grid",
                "CN=#0401ff,O=Grid",
                " /CN=a",
                "\n/CN=a",
                "/CN=a\n",
                "/CN=a\tb",
                "/CN=a\u0000",
                "/CN=a\u001bb",
                "/CN=a\u0085b",
                "/CN=a\u202eb",
                "/CN=a\u200bb",
                "/CN=a\u2028b",
                "/CN=a\ue000",
                "/CN=a\ud800",
                "/CN=a\udc00\ud800",
                "/CN=a\uffff",
                "/CN=\\xff",
                "/CN=\\x0a",
                "/CN=\\xC0\\xAF",
                "CN=a\\00,O=Grid",
                "CN=a\\0Ab,O=Grid",
                "/CN=\\x5Cx41"
            })
    void whatIsNoNameIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Dn.parse(text));
    }

    @Test
    void longestNameIsReadAndOneCharacterMoreIsNot() {
        String longest = "/CN=" + "a".repeat(Dn.MAX_LENGTH - 4);

        assertThat(Dn.parse(longest)).hasToString(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> Dn.parse(longest + "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> Dn.parse("/CN=" + "a".repeat(65536)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN=Alice,O=Grid", "/cn=Alice", "/E=a@b.c", "/CN=\\x41", "/", ""})
    void constructorTakesTheCanonicalFormOnly(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Dn(text));
    }

    @Test
    void blanksInsideAndAtTheEndOfASlashFormArePartOfTheName() {
        assertThat(Dn.parse("/CN=Alice ")).isNotEqualTo(Dn.parse("/CN=Alice"));
        assertThat(Dn.parse("/CN=A  B")).isNotEqualTo(Dn.parse("/CN=A B"));
    }

    @Test
    void certificateNamesReadAsTheirTextDoes() {
        X500Principal principal = new X500Principal("EMAILADDRESS=a@b.c,CN=Alice Smith,OU=People,DC=example,DC=org");

        assertThat(Dn.of(principal)).isEqualTo(Dn.parse(ALICE + "/emailAddress=a@b.c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN=Users/CN=Alice,O=Grid", "O=Grid/OU=x,C=XX", "CN=x/2.5.4.3=y,O=Grid"})
    void oneValueCannotPassForTwoParts(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Dn.parse(text));
        assertThatIllegalArgumentException().isThrownBy(() -> Dn.of(new X500Principal(text)));
    }

    @Test
    void escapedSlashCannotStartAPart() {
        assertThatIllegalArgumentException().isThrownBy(() -> Dn.parse("/O=Grid/CN=Users\\x2FCN=Alice"));
    }

    @Test
    void slashInsideAValueThatIsNotTheLastMakesANameAmbiguous() {
        assertThat(Dn.parse("/C=XX/O=Grid/CN=host/evil.org/CN=Alice").isAmbiguous())
                .isTrue();
        assertThat(Dn.parse("/C=XX/O=Grid/CN=host/good.org").isAmbiguous()).isFalse();
        assertThat(Dn.parse(ALICE).isAmbiguous()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/CN=\u0410lice, true",
        "/CN=Alice \u0410\u043b\u0438\u0441\u0430, false",
        "/CN=\u0410\u043b\u0438\u0441\u0430, false",
        "/CN=Jos\u00e9, false",
        "/CN=Jose\u0301, false",
        "/CN=\u6771\u4eac\u30bf\u30ef\u30fc, false",
        "/O=Gr\u0456d/CN=Alice, true",
        "/CN=\u0391lice, true",
        "/CN=Alice 12345, false",
    })
    void wordOfMixedAlphabetsIsConfusable(String name, boolean confusable) {
        assertThat(Dn.parse(name).isConfusable()).isEqualTo(confusable);
    }

    @Test
    void nineSpellingsOfOneNameAreOneForBans() {
        List<String> spellings = List.of(
                ALICE,
                "CN=Alice Smith,OU=People,DC=example,DC=org",
                "/CN=Alice Smith/OU=People/DC=example/DC=org",
                ALICE.toUpperCase(Locale.ROOT),
                "/dc=org/dc=example/ou=people/cn=alice smith",
                ALICE + "/emailAddress=a@b.c",
                ALICE + "/E=other@b.c",
                "/DC=org/DC=example/OU=People/CN=Alice  Smith ",
                "/DC=org/DC=example/OU=People/CN=\uff21lice\u00a0Smith");

        assertThat(spellings)
                .extracting(spelling -> Dn.parse(spelling).widest())
                .containsOnly(Dn.parse(ALICE).widest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/DC=org/DC=example/OU=People/CN=Alice Smyth",
                "/DC=org/DC=example/OU=People/CN=AliceSmith",
                "/DC=org/DC=example/OU=Robots/CN=Alice Smith",
                "/DC=org/DC=example/CN=Alice Smith",
                "/DC=org/DC=example/OU=People/CN=Alice Smith/CN=Alice Smith",
                "/DC=org/DC=example/OU=People/UID=Alice Smith",
            })
    void differentPeopleAreDifferentForBans(String other) {
        assertThat(Dn.parse(other).widest()).isNotEqualTo(Dn.parse(ALICE).widest());
    }

    @Test
    void namesMadeOfMailAddressesOnlyStayDifferentForBans() {
        assertThat(Dn.parse("/emailAddress=a@b.c").widest())
                .isNotEqualTo(Dn.parse("/emailAddress=d@e.f").widest());
    }

    @ParameterizedTest
    @CsvSource({
        "/CN=Alice/CN=proxy, /CN=Alice",
        "/CN=Alice/CN=limited proxy, /CN=Alice",
        "/CN=Alice/CN=123456/CN=7/CN=proxy, /CN=Alice",
        "/CN=Alice/CN=proxy server, /CN=Alice/CN=proxy server",
        "/CN=Alice 123, /CN=Alice 123",
        "/CN=proxy/CN=Alice, /CN=proxy/CN=Alice",
        "/CN=12, /CN=12",
    })
    void proxyNamesAreTakenOffTheEndOnly(String name, String holder) {
        assertThat(Dn.parse(name).withoutProxyNames()).isEqualTo(new Dn(holder));
    }

    @Test
    void rfc2253FormStartsWithTheLeastSignificantPart() {
        assertThat(Dn.parse("/C=XX/O=Grid, Inc/CN=a+b").toRfc2253()).isEqualTo("CN=a\\+b,O=Grid\\, Inc,C=XX");
    }

    @Test
    void aTokenHasANameThatNoOtherTokenHas() {
        Dn alice = Dn.ofToken("https://iam.example.org/", "alice/CN=x%2F\\x41");

        assertThat(alice).hasToString("/iss=https:%2F%2Fiam.example.org%2F/sub=alice%2FCN=x%252F%5Cx41");
        assertThat(Dn.parse(alice.value())).isEqualTo(alice);
        assertThat(alice.isAmbiguous()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Dn.ofToken("https://iam.example.org/", " "));
        assertThatIllegalArgumentException().isThrownBy(() -> Dn.ofToken("https://iam.example.org/", "a\nb"));
    }
}
