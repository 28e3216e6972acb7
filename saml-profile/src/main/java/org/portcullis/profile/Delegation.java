package org.portcullis.profile;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How a certificate chain was handed down: by which kind of proxies, how many of them, and when the first of its
 * certificates and verified VOMS attributes ends.
 */
public record Delegation(Kind kind, int proxies, Instant until) {
    /** Of no chain, or of one of which nobody wrote this down. */
    public static final Delegation UNKNOWN = new Delegation(Kind.UNKNOWN, 0, Instant.MAX);

    /** What stands at the head of a chain. */
    public enum Kind {
        /** Nobody knows. */
        UNKNOWN("unknown"),
        /** The certificate of a person or service itself. */
        END_ENTITY("end-entity"),
        /** Proxies of RFC 3820 and no others. */
        RFC3820("rfc3820"),
        /** Proxies of which at least one is of before RFC 3820. */
        LEGACY("legacy");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The name in policies and in the audit log. */
        public String word() {
            return word;
        }
    }

    static Delegation of(List<X509Certificate> chain) {
        ProxyChain proxies = ProxyChain.of(chain);
        Instant until = chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        return new Delegation(proxies.kind(), proxies.proxies().size(), until);
    }

    /** The same, and over by then. */
    Delegation until(Instant end) {
        return end.isBefore(until) ? new Delegation(kind, proxies, end) : this;
    }
}
