package org.portcullis.policy.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.policy.Proxies;
import org.portcullis.policy.Proxies.Draft;
import org.portcullis.policy.Proxies.Kind;
import org.portcullis.profile.Credential;

class ProxyChainTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void whoComesWithoutChainHasNoProxies() {
        ProxyChain chain = ProxyChain.of(new Credential.Bare());

        assertThat(chain.proxies()).isEmpty();
        assertThat(chain.isLimited()).isFalse();
        assertThat(chain.leafLifetime()).isZero();
    }

    @Test
    void theCertificateOfAPersonIsNoProxyHoweverLongItLives() {
        ProxyChain chain = ProxyChain.of(Proxies.chain());

        assertThat(chain.proxies()).isEmpty();
        assertThat(new ProxyLimits(DAY, DAY).areExceededBy(chain)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindOfProxyIsToldFromItsOwner(Kind kind) {
        ProxyChain chain = ProxyChain.of(Proxies.chain(new Draft(kind, DAY)));

        assertThat(chain.proxies()).hasSize(1);
        assertThat(chain.leafLifetime()).isEqualTo(DAY);
    }

    @ParameterizedTest(name = "{0} delegated from {1} is limited: {2}")
    @CsvSource({
        "FULL, FULL, false",
        "LEGACY, LEGACY, false",
        "LIMITED, FULL, true",
        "FULL, LIMITED, true",
        "DRAFT_LIMITED, FULL, true",
        "LEGACY_LIMITED, LEGACY, true",
        "LEGACY, LEGACY_LIMITED, true",
    })
    void whatALimitedProxyDelegatesIsLimited(Kind leaf, Kind first, boolean limited) {
        ProxyChain chain = ProxyChain.of(Proxies.chain(new Draft(leaf, DAY), new Draft(first, DAY)));

        assertThat(chain.isLimited()).isEqualTo(limited);
    }

    @Test
    void theLeafAndTheFirstDelegationAreMeasuredAndNothingBetween() {
        Draft leaf = new Draft(Kind.FULL, Duration.ofHours(1));
        Draft middle = new Draft(Kind.FULL, Duration.ofDays(300));
        Draft first = new Draft(Kind.FULL, Duration.ofDays(7));

        ProxyChain chain = ProxyChain.of(Proxies.chain(leaf, middle, first));

        assertThat(chain.leafLifetime()).isEqualTo(leaf.lifetime());
        assertThat(chain.firstLifetime()).isEqualTo(first.lifetime());
    }
}
