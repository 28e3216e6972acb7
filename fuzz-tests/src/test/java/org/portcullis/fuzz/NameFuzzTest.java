package org.portcullis.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

/** Names of people and groups: whatever is read is written in one way, and bans find it under every spelling. */
class NameFuzzTest {
    @FuzzTest
    void dnParseSlash(byte[] bytes) {
        String text = Input.text(bytes);

        requireOneName(text.startsWith("/") ? text : "/" + text);
    }

    @FuzzTest
    void dnParse2253(byte[] bytes) {
        String text = Input.text(bytes);

        requireOneName(text.startsWith("/") ? text.substring(1) : text);
    }

    /** From the DER form of a name, as it stands in certificates. */
    @FuzzTest
    void dnRoundTrip(byte[] bytes) {
        Attempt.at(IllegalArgumentException.class, () -> Dn.of(new X500Principal(bytes)))
                .value()
                .ifPresent(dn -> {
                    assertThat(Dn.parse(dn.value())).isEqualTo(dn);
                    requireOneBan(dn);
                });
    }

    @FuzzTest
    void fqanParse(byte[] bytes) {
        String text = Input.text(bytes);

        Optional<Fqan> read = Attempt.at(IllegalArgumentException.class, () -> Fqan.parse(text))
                .value();

        read.ifPresent(fqan -> {
            assertThat(Fqan.isSpeltLikeOne(text)).isTrue();
            assertThat(Fqan.parse(fqan.value())).isEqualTo(fqan);
            assertThat(fqan.group()).startsWith("/" + fqan.vo().value());
            assertThat(fqan.value())
                    .isEqualTo(fqan.group() + fqan.role().map("/Role="::concat).orElse(""));
        });
    }

    private static void requireOneName(String text) {
        Attempt.at(IllegalArgumentException.class, () -> Dn.parse(text)).value().ifPresent(dn -> {
            assertThat(Dn.parse(dn.value())).isEqualTo(dn);
            assertThat("/" + String.join("/", dn.parts())).isEqualTo(dn.value());
            assertThat(dn.withoutProxyNames().withoutProxyNames()).isEqualTo(dn.withoutProxyNames());
            requireOneBan(dn);
        });
    }

    /** The widest reading holds every spelling that can be read at all: RFC 2253, other letters, more blanks. */
    private static void requireOneBan(Dn dn) {
        String widest = OneSecond.of(dn::widest);
        for (String spelling :
                new String[] {dn.toRfc2253(), otherCase(dn.value()), dn.value().replace(" ", "  ")}) {
            Attempt.at(IllegalArgumentException.class, () -> Dn.parse(spelling))
                    .value()
                    .ifPresent(other -> assertThat(other.widest()).isEqualTo(widest));
        }
        assertThat(dn.isAmbiguous() || !dn.isAmbiguous()).isTrue();
        assertThat(dn.isConfusable() || !dn.isConfusable()).isTrue();
    }

    /** Letters of ASCII the other way round, unless that would make or break an escape. */
    private static String otherCase(String text) {
        if (text.indexOf('\\') >= 0) {
            return text;
        }
        StringBuilder other = new StringBuilder();
        text.chars().forEach(c -> other.append((char) (isAsciiLetter(c) ? c ^ 0x20 : c)));
        return other.toString();
    }

    private static boolean isAsciiLetter(int c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }
}
