package org.portcullis.policy.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.policy.Proxies;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;

class X500NameTest {
    private static final String AUTHORITY = "/dc=org/dc=example/cn=authority";
    private static final String ANN = "/dc=org/dc=example/cn=ann";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/O=Grid/CN=Ann Lee | /o=grid/CN=ANN  lee",
                "/O=Grid/CN=Ann | CN=ann,O=GRID",
                "/O=Grid/CN=Ångström | /O=Grid/CN=ÅNGSTRÖM",
                "/O=Grid/E=a@b.c | /O=Grid/emailAddress=A@b.c",
            })
    void caseAndBlanksDoNotMatter(String one, String other) {
        assertThat(X500Name.of(Dn.parse(one))).isEqualTo(X500Name.of(Dn.parse(other)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/O=Grid/CN=Ann | /CN=Ann/O=Grid",
                "/O=Grid/CN=Ann Lee | /O=Grid/CN=AnnLee",
                "/O=Grid/CN=Ann | /O=Grid/OU=Ann",
                "/O=Grid/CN=Ann | /O=Grid/CN=Ann/CN=Ann",
            })
    void everythingElseDoes(String one, String other) {
        assertThat(X500Name.of(Dn.parse(one))).isNotEqualTo(X500Name.of(Dn.parse(other)));
    }

    @Test
    void theAuthorityIsTheIssuerOfTheOwnersCertificateWhateverProxiesCameOfIt() {
        Proxies.Draft proxy = new Proxies.Draft(Proxies.Kind.FULL, Duration.ofHours(12));

        Issuers issuers = Issuers.of(Proxies.chain(proxy).traits());

        assertThat(issuers.authority()).containsExactly(AUTHORITY);
        assertThat(issuers.all()).containsExactly(ANN, AUTHORITY);
    }

    @Test
    void withoutAChainNoIssuerIsKnown() {
        assertThat(Issuers.of(new Credential.Bare().traits()).all()).isEmpty();
        assertThat(Issuers.of(new Credential.Bare().traits()).authority()).isEmpty();
    }
}
