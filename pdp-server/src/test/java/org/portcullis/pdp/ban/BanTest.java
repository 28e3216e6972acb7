package org.portcullis.pdp.ban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How selectors are written and read. */
class BanTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "dn:/C=XX/CN=A | dn:/C=XX/CN=A",
                "dn:CN=A,C=XX | dn:/C=XX/CN=A",
                "\"/C=XX/CN=A\" | dn:/C=XX/CN=A",
                "dn \"/C=XX/CN=A\" | dn:/C=XX/CN=A",
                "ca:/C=XX/CN=CA | ca:/C=XX/CN=CA",
                "ca \"/C=XX/CN=CA\" | ca:/C=XX/CN=CA",
                "pilot:/C=XX/CN=P | pilot:/C=XX/CN=P",
                "fqan:/atlas/Role=NULL/Capability=NULL | fqan:/atlas",
                "fqan:/atlas/de/Role=production | fqan:/atlas/de/Role=production",
                "fqan:/atlas/* | fqan:/atlas/*",
                "fqan-subtree \"/atlas\" | fqan:/atlas/*",
                "vo:atlas | vo:atlas",
                "vo:atlas scope=all | vo:atlas",
                "vo:atlas  scope=mupj | vo:atlas scope=mupj",
                "host:wn1.example.org | host:wn1.example.org",
                "iss:https://iam.example.org/ | iss:https://iam.example.org/",
                "token:https://iam.example.org/#alice | token:https://iam.example.org/#alice",
                "jti:https://iam.example.org/#id#1 | jti:https://iam.example.org/#id#1",
                "kid:https://iam.example.org/#k1 | kid:https://iam.example.org/#k1",
                "serial:1a2b@/C=XX/CN=CA | serial:1A2B@/C=XX/CN=CA",
                "serial 0x1A2B issuer \"/C=XX/CN=CA\" | serial:1A2B@/C=XX/CN=CA"
            })
    void selectorIsReadAndWrittenInOneSpelling(String written, String selector) {
        Ban ban = Ban.parse(written);

        assertThat(ban.selector()).isEqualTo(selector);
        assertThat(Ban.parse(ban.selector())).isEqualTo(ban);
    }

    @ParameterizedTest(name = "`{0}`")
    @ValueSource(
            strings = {
                "",
                "*",
                "/",
                "\"\"",
                "\"/\"",
                "dn:",
                "dn:*",
                "dn:/",
                "vo:*",
                "vo:",
                "vo:a b",
                "vo:a scope=some",
                "fqan:/*",
                "fqan:atlas",
                "fqan:/atlas/Role=pilot/*",
                "host:",
                "host:*",
                "host:a b",
                "serial:XY@/C=XX/CN=CA",
                "serial:12",
                "leaf sha256:00",
                "/C=XX/CN=A",
                "iss:",
                "iss:*",
                "token:https://iam.example.org/",
                "token:#alice",
                "token:https://iam.example.org/#",
                "jti:https://iam.example.org/#*",
                "kid:a b#k1",
                "nobody:x"
            })
    void whatWouldBanEverybodyOrNobodyIsNoSelector(String written) {
        assertThatThrownBy(() -> Ban.parse(written)).isInstanceOf(IllegalArgumentException.class);
    }
}
