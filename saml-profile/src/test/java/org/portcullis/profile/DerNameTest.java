package org.portcullis.profile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerNameTest {
    private static final String COMMON_NAME = "0603550403";
    private static final int UTF8_STRING = 0x0c;
    private static final int T61_STRING = 0x14;
    private static final int BMP_STRING = 0x1e;

    /** D12 of the catalogue of hostile inputs. */
    @ParameterizedTest
    @CsvSource({"0c, UTF-8", "13, UTF-8", "14, UTF-8", "16, UTF-8", "1b, UTF-8", "1e, UTF-16BE", "1c, UTF-32BE"})
    void everyEncodingOfANameIsThatName(String tag, String charset) {
        byte[] alice = "Alice".getBytes(Charset.forName(charset));

        assertThat(DerName.parts(name(Integer.parseInt(tag, 16), alice))).containsExactly("CN=Alice");
        assertThat(Dn.of(new X500Principal(name(Integer.parseInt(tag, 16), alice))))
                .isEqualTo(new Dn("/CN=Alice"));
    }

    /** Bytes that are Latin letters to whoever does not look at the type. */
    @Test
    void twoNamesNeverHaveOneText() {
        byte[] latin = "Alices".getBytes(UTF_8);

        assertThat(DerName.parts(name(BMP_STRING, latin))).isNotEqualTo(DerName.parts(name(UTF8_STRING, latin)));
        assertThat(DerName.parts(name(BMP_STRING, "Jos\u00e9".getBytes(UTF_16BE))))
                .isEqualTo(DerName.parts(name(UTF8_STRING, "Jos\u00e9".getBytes(UTF_8))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DerName.parts(name(T61_STRING, "Jos\u00e9".getBytes(ISO_8859_1))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DerName.parts(name(UTF8_STRING, "Jos\u00e8".getBytes(ISO_8859_1))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0603550403 1e03 004100",
                "0603550403 1e04 d8000041",
                "0603550403 1c04 00110000",
                "0603550403 1204 31323334",
                "0603550403 0403 414243",
                "0603550403 0c00",
                "0603550403 0c01 0a",
                "0603550403",
                "060355042e 0c01 41",
                "06045504837f 0c01 41",
                "0c01 41"
            })
    void whatIsNoTextOfAKnownTypeIsRefused(String attribute) {
        byte[] name = name(HexFormat.of().parseHex(attribute.replace(" ", "")));

        assertThatIllegalArgumentException().isThrownBy(() -> DerName.parts(name));
    }

    /** D05: and 60 kB of commas, C23. */
    @Test
    void severalValuesInOnePartAndOverlongNamesAreRefused() {
        byte[] one = wrapped(0x30, HexFormat.of().parseHex(COMMON_NAME + "0c0141"));
        byte[] commas = ",".repeat(60_000).getBytes(UTF_8);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DerName.parts(wrapped(0x30, wrapped(0x31, joined(one, one)))));
        assertThatIllegalArgumentException().isThrownBy(() -> DerName.parts(name(UTF8_STRING, commas)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dn.of(
                        new X500Principal(name(UTF8_STRING, "a".repeat(1025).getBytes(UTF_8)))));
    }

    @Test
    void everyTypeThatTextsNameIsKnownByItsNumber() {
        String all = "emailAddress=a,UID=b,GN=c,title=d,DC=e,SN=f,serialNumber=g,STREET=h,ST=i,L=j,OU=k,O=l,C=MM,CN=n";
        Map<String, String> numbers =
                Map.of("SN", "2.5.4.4", "GN", "2.5.4.42", "TITLE", "2.5.4.12", "STREET", "2.5.4.9");

        Dn dn = Dn.of(new X500Principal(all, numbers));

        assertThat(dn).isEqualTo(Dn.parse(all));
        assertThat(dn.parts()).hasSize(14);
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverTheBytesAreTheyAreANameOrRefused(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] good = name(UTF8_STRING, "Alice".getBytes(UTF_8));
        for (int i = 0; i < 500; i++) {
            byte[] bytes = good.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                assertThat(DerName.parts(bytes)).allMatch(part -> part.indexOf('=') > 0);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageNotContaining("\n");
            }
        }
    }

    @Test
    void aNameThatCannotBeReadHasOneThatNobodyElseHas() {
        X500Principal slash = new X500Principal("CN=host/evil.org/CN=Alice,O=Grid");
        X500Principal other = new X500Principal("CN=host/evil.org/CN=Bob,O=Grid");

        assertThat(Dn.ofAny(new X500Principal("CN=Alice,O=Grid"))).isEqualTo(new Dn("/O=Grid/CN=Alice"));
        assertThat(Dn.ofAny(slash).value()).matches("/x500-sha256=[0-9a-f]{64}");
        assertThat(Dn.ofAny(slash)).isEqualTo(Dn.parse(Dn.ofAny(slash).value())).isNotEqualTo(Dn.ofAny(other));
    }

    private static byte[] name(int tag, byte[] value) {
        return name(joined(HexFormat.of().parseHex(COMMON_NAME), wrapped(tag, value)));
    }

    private static byte[] name(byte[] attribute) {
        return wrapped(0x30, wrapped(0x31, wrapped(0x30, attribute)));
    }

    private static byte[] wrapped(int tag, byte[] content) {
        int length = content.length;
        byte[] head = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return joined(head, content);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }
}
