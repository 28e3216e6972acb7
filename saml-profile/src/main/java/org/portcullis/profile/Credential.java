package org.portcullis.profile;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What came with a name to prove it. */
public sealed interface Credential {
    /** What can be read off the certificates that came, if any did. */
    default ChainTraits traits() {
        return ChainTraits.NONE;
    }

    /** Nothing: the PEP vouches for the name. */
    record Bare() implements Credential {}

    /** A certificate chain as the PEP sent it, leaf first, and what can be read off it. */
    record Chain(List<X509Certificate> certificates, ChainTraits traits) implements Credential {
        /** Copies the list; there is at least one certificate. */
        public Chain {
            certificates = List.copyOf(certificates);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("a chain has at least one certificate");
            }
        }

        /** A chain that nobody has verified yet. */
        public Chain(List<X509Certificate> certificates) {
            this(certificates, ChainTraits.of(certificates));
        }

        /** The same chain, whose VOMS attributes were made to live so long. */
        public Chain withAttributeLifetime(Duration lifetime) {
            return new Chain(certificates, traits.withAttributeLifetime(lifetime));
        }

        /** Says how long the chain is and nothing else. */
        @Override
        public String toString() {
            return "Chain[" + certificates.size() + "]";
        }
    }

    /** A chain that came earlier, of which the audit log kept this. */
    record Recorded(ChainTraits traits) implements Credential {}

    /**
     * A bearer token whose signature and claims were verified: who issued it, for whom, its own id and that of the key (either
     * may be empty), and what it allows.
     */
    record Token(String issuer, String subject, String id, String keyId, Set<String> scopes) implements Credential {
        /** Copies the set. */
        public Token {
            scopes = Set.copyOf(scopes);
        }
    }
}
