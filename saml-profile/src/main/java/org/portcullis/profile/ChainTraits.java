package org.portcullis.profile;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What policies and bans read off a certificate chain: whether it is limited, how long its proxies and its VOMS attributes
 * were made to live (zero if there are none), who issued which of its certificates, and how it was handed down. It outlives
 * the chain in the audit log.
 */
public record ChainTraits(
        boolean limited,
        Duration leafLifetime,
        Duration firstLifetime,
        Duration attributeLifetime,
        List<Issued> certificates,
        Delegation delegation) {
    /** Of no chain at all. */
    public static final ChainTraits NONE =
            new ChainTraits(false, Duration.ZERO, Duration.ZERO, Duration.ZERO, List.of());

    /** Copies the list. */
    public ChainTraits {
        certificates = List.copyOf(certificates);
    }

    /** Of a chain of which nobody wrote down how it was handed down. */
    public ChainTraits(
            boolean limited,
            Duration leafLifetime,
            Duration firstLifetime,
            Duration attributeLifetime,
            List<Issued> certificates) {
        this(limited, leafLifetime, firstLifetime, attributeLifetime, certificates, Delegation.UNKNOWN);
    }

    /** One certificate of the chain, as bans name it, and whether it is that of the person: neither a proxy nor a CA. */
    public record Issued(Dn issuer, BigInteger serial, boolean endEntity) {}

    /** Reads a chain, leaf first; its VOMS attributes are not looked at. */
    static ChainTraits of(List<X509Certificate> chain) {
        ProxyChain proxies = ProxyChain.of(chain);
        return new ChainTraits(
                proxies.isLimited(),
                proxies.leafLifetime(),
                proxies.firstLifetime(),
                Duration.ZERO,
                IntStream.range(0, chain.size())
                        .boxed()
                        .map(i -> issued(chain.get(i), i == proxies.proxies().size()))
                        .toList(),
                Delegation.of(chain));
    }

    ChainTraits withAttributes(Duration lifetime, Instant until) {
        return new ChainTraits(limited, leafLifetime, firstLifetime, lifetime, certificates, delegation.until(until));
    }

    private static Issued issued(X509Certificate certificate, boolean endEntity) {
        Dn issuer = Dn.ofAny(certificate.getIssuerX500Principal());
        return new Issued(issuer, certificate.getSerialNumber(), endEntity);
    }
}
