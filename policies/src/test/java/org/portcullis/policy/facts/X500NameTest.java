package org.portcullis.policy.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.policy.Proxies;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;

class X500NameTest {
    private static final String AUTHORITY = "/dc=org/dc=example/cn=authority";
    private static final List<String> PIECES = List.of(
            " ", "  ", "/x", "/ x", "/O=x", "/ou=Y", "/CN= z", "Q", "\u00c5", "\uff21", "1", "q ", "-.-", "(", "~");
    private static final String ANN = "/dc=org/dc=example/cn=ann";

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

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

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void plainNamesAreFoldedAsAllAre(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder name = new StringBuilder("/CN=a");
            for (int left = random.nextInt(12); left > 0; left--) {
                name.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            Dn dn = Dn.parse(name.toString());

            assertThat(X500Name.of(dn)).as(dn.value()).isEqualTo(X500Name.ofParts(dn));
        }
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
