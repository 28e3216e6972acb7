package org.portcullis.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "https://localhost:8443/authz,  localhost, 8443, /authz",
        "https://127.0.0.1:8443/a/b,    127.0.0.1, 8443, /a/b",
        "https://127.9.8.7/,            127.9.8.7, 443,  /",
        "https://[::1]:8443,            [::1],     8443, /"
    })
    void thisMachineMayBeLoaded(String url, String host, int port, String path) throws UnknownHostException {
        Target target = Target.parse(url);

        assertThat(target).isEqualTo(new Target(host, port, path));
        assertThat(target.address().getAddress().isLoopbackAddress()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/authz",
                "https://10.0.0.1:8443/authz",
                "https://128.0.0.1/",
                "https://127.0.0.1.example.org/",
                "https://[::2]/",
                "https://[::ffff:10.0.0.1]/",
                "https://localhost.example.org/",
                "https://0.0.0.0/"
            })
    void otherMachinesMayNot(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.parse(url))
                .withMessageContaining("this machine only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/", "localhost:8443", "https:///authz", "https://user@/"})
    void onlyHttpsAddressesAreTargets(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> Target.parse(url)).withMessageContaining("`" + url + "`");
    }
}
