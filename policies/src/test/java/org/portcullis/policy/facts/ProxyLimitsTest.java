package org.portcullis.policy.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.policy.Proxies;
import org.portcullis.policy.Proxies.Draft;
import org.portcullis.policy.Proxies.Kind;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Credential;

class ProxyLimitsTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void whoComesWithoutChainHasNoProxies() {
        ChainTraits chain = new Credential.Bare().traits();

        assertThat(chain.limited()).isFalse();
        assertThat(chain.leafLifetime()).isZero();
    }

    @Test
    void theCertificateOfAPersonIsNoProxyHoweverLongItLives() {
        ChainTraits chain = Proxies.chain().traits();

        assertThat(chain.leafLifetime()).isZero();
        assertThat(new ProxyLimits(DAY, DAY, DAY).areExceededBy(chain)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindOfProxyIsToldFromItsOwner(Kind kind) {
        ChainTraits chain = Proxies.chain(new Draft(kind, DAY)).traits();

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
        ChainTraits chain =
                Proxies.chain(new Draft(leaf, DAY), new Draft(first, DAY)).traits();

        assertThat(chain.limited()).isEqualTo(limited);
    }

    @Test
    void theLeafAndTheFirstDelegationAreMeasuredAndNothingBetween() {
        Draft leaf = new Draft(Kind.FULL, Duration.ofHours(1));
        Draft middle = new Draft(Kind.FULL, Duration.ofDays(300));
        Draft first = new Draft(Kind.FULL, Duration.ofDays(7));

        ChainTraits chain = Proxies.chain(leaf, middle, first).traits();

        assertThat(chain.leafLifetime()).isEqualTo(leaf.lifetime());
        assertThat(chain.firstLifetime()).isEqualTo(first.lifetime());
    }

    @ParameterizedTest
    @CsvSource({"PT0S, false", "PT24H5M, false", "PT24H5M1S, true"})
    void attributesMayBeAntedatedToo(Duration lifetime, boolean tooLong) {
        ChainTraits chain =
                Proxies.chain().withAttributes(lifetime, Instant.MAX).traits();

        boolean exceeded = new ProxyLimits(DAY, DAY, DAY).areExceededByAttributesOf(chain);

        assertThat(exceeded).isEqualTo(tooLong);
    }
}
