package org.portcullis.profile;

import java.security.cert.X509Certificate;
import java.util.List;

/** What came with a name to prove it. */
public sealed interface Credential {
    /** Nothing: the PEP vouches for the name. */
    record Bare() implements Credential {}

    /** A certificate chain as the PEP sent it, leaf first; not yet verified. */
    record Chain(List<X509Certificate> certificates) implements Credential {
        /** Copies the list; there is at least one certificate. */
        public Chain {
            certificates = List.copyOf(certificates);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("a chain has at least one certificate");
            }
        }

        /** Says how long the chain is and nothing else. */
        @Override
        public String toString() {
            return "Chain[" + certificates.size() + "]";
        }
    }
}
