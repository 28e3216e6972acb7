package org.portcullis.profile.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataTypeTest {
    private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema#";
    private static final String XACML = "urn:oasis:names:tc:xacml:1.0:data-type:";

    /** Mostly what may stand in it, so that many texts are good. */
    private static final String ALMOST_BASE64 = "AzZ09+/aAzZ09+/a== \t\n\u000B\f\r\u00A0-\u0141";

    @ParameterizedTest
    @CsvSource({
        "string, anything at all, true",
        "string, '', true",
        "anyURI, urn:x, true",
        "integer, 5000, true",
        "integer, -5, true",
        "integer, +5, true",
        "integer, abc, false",
        "integer, '', false",
        "integer, 5 , true",
        "integer, ' 5', false",
        "integer, 0x5, false",
        "integer, \u0665, false",
        "boolean, true, true",
        "boolean, 0, true",
        "boolean, yes, false",
        "double, 1.5e3, true",
        "double, .5, true",
        "double, 5., true",
        "double, -INF, true",
        "double, ., false",
        "double, 1e, false",
        "hexBinary, 0aFF, true",
        "hexBinary, 0, false",
        "base64Binary, AAAA, true",
        "base64Binary, 'AA AA', true",
        "base64Binary, !!!, false",
        "dateTime, 2026-11-22T10:00:00Z, true",
        "dateTime, 2026-11-22T10:00:00.5+01:00, true",
        "dateTime, 2026-02-30T10:00:00Z, false",
        "dateTime, now, false",
        "date, 2026-11-22, true",
        "date, 2026-11-22+01:00, true",
        "date, 2026-13-01, false",
        "time, 03:00:00Z, true",
        "time, 25:00:00, false",
        "no-such-type, x, false",
    })
    void valuesOfSchemaTypesAreChecked(String type, String value, boolean accepted) {
        assertThat(DataType.accepts(SCHEMA + type, value)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "x500Name, 'CN=Alice,O=Grid', true",
        "x500Name, /O=Grid/CN=Alice, false",
        "x500Name, Alice, false",
        "rfc822Name, a@b.c, true",
        "rfc822Name, a, false",
        "rfc822Name, a@b@c, false",
    })
    void valuesOfXacmlTypesAreChecked(String type, String value, boolean accepted) {
        assertThat(DataType.accepts(XACML + type, value)).isEqualTo(accepted);
    }

    @Test
    void typeThatNobodyKnowsHasNoValues() {
        assertThat(DataType.accepts("", "x")).isFalse();
        assertThat(DataType.accepts("string", "x")).isFalse();
        assertThat(DataType.accepts("urn:no:such:type", "")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"integer", "boolean", "double", "hexBinary", "base64Binary", "dateTime", "date", "time"})
    void longestValueIsCheckedInNoTime(String type) {
        for (String filler : new String[] {"1", "0a", "+", ".", "1e", "@", " "}) {
            String longest = filler.repeat(XmlLimits.DEFAULTS.textChars() / filler.length());

            assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
                DataType.accepts(SCHEMA + type, longest + "x");
                DataType.accepts(XACML + "rfc822Name", longest + "x");
                DataType.accepts(XACML + "x500Name", longest);
            });
        }
    }

    @RepeatedTest(20)
    void base64IsWhatTheDecoderOfJavaTakes(RepetitionInfo round) {
        SplittableRandom random = new SplittableRandom(round.getCurrentRepetition());
        for (int i = 0; i < 500; i++) {
            String text = random.ints(random.nextInt(12), 0, ALMOST_BASE64.length())
                    .mapToObj(each -> ALMOST_BASE64.substring(each, each + 1))
                    .collect(Collectors.joining());

            assertThat(DataType.accepts(SCHEMA + "base64Binary", text)).as(text).isEqualTo(decodes(text));
        }
    }

    private static boolean decodes(String text) {
        try {
            Base64.getDecoder().decode(text.replaceAll("\\s", ""));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
