package org.portcullis.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnFormsTest {
    @ParameterizedTest
    @CsvSource({
        "/C=XX/CN=Jane Doe,              /C=XX/CN=Jane Doe,           /C=XX/CN=Jane Doe,      %2fc%3dxx%2fcn%3djane%20doe",
        "/C=XX/CN=host/ce.example.org,   /C=XX/CN=host\\/ce.example.org, /C=XX/CN=host/ce.example.org, %2fc%3dxx%2fcn%3dhost%2fce%2eexample%2eorg",
        "/UID=jd/emailAddress=j@e.org,   /UID=jd/emailAddress=j@e.org, /USERID=jd/Email=j@e.org, %2fuid%3djd%2femailaddress%3dj%40e%2eorg",
        "/CN=André,                /CN=Andr\\xC3\\xA9,       /CN=Andr\\xC3\\xA9, %2fcn%3dandr%5cxc3%5cxa9",
        "/STREET=Way 1/CN=a+b,           /street=Way 1/CN=a\\+b,     /street=Way 1/CN=a+b,   %2fstreet%3dway%201%2fcn%3da%2bb",
    })
    void namesAreSpeltAsOtherSoftwareSpellsThem(String name, String openssl, String globus, String gridmapdir) {
        DnForms forms = new DnForms(Dn.parse(name));

        assertThat(forms.openssl()).isEqualTo(openssl);
        assertThat(forms.globus()).isEqualTo(globus);
        assertThat(forms.gridmapdir()).isEqualTo(gridmapdir);
        assertThat(Dn.parse(openssl)).isEqualTo(forms.dn());
        assertThat(Dn.parse(globus)).isEqualTo(forms.dn());
    }

    @Test
    void namesThatX500DoesNotKnowHaveNoDer() {
        assertThat(new DnForms(Dn.parse("/C=XX/GN=Jane/CN=Jane Doe")).der())
                .hasValueSatisfying(der -> assertThat(der).startsWith("30"));
        assertThat(new DnForms(Dn.ofToken("https://iam.example.org/", "jd")).der())
                .isEmpty();
    }

    /** As OpenSSL 3 writes a slash: it must not end a ban that was written without. */
    @Test
    void anEscapedSlashIsPartOfItsValue() {
        assertThat(Dn.parse("/C=XX/CN=host\\/ce.example.org")).isEqualTo(Dn.parse("/C=XX/CN=host/ce.example.org"));
        assertThatThrownBy(() -> Dn.parse("/C=XX/CN=host\\/CN=Alice")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Dn.parse("/C=XX/CN=a\\\\/b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Dn.parse("CN=a\\\\/b")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/C=XX/CN=ce.example.org, ce.example.org",
        "/C=XX/CN=host/CE.example.org, ce.example.org",
        "/C=XX/CN=Jane Doe, jane doe",
    })
    void theHostIsTheEndOfTheName(String name, String host) {
        assertThat(Dn.parse(name).hostName()).isEqualTo(host);
    }
}
