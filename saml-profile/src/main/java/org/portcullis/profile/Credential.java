package org.portcullis.profile;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What came with a name to prove it. */
public sealed interface Credential {
    /** What can be read off the certificates that came, if any did. */
    default ChainTraits traits() {
        return ChainTraits.NONE;
    }

    /** How much of a proof it is, once it has been verified. */
    Assurance assurance();

    /** What was said of the name beside this and cannot be held true, but is held against it. */
    Unproven unproven();

    /** The same proof, beside which this was said. */
    Credential withUnproven(Unproven said);

    /** Nothing: the PEP vouches for the name. */
    record Bare(Unproven unproven) implements Credential {
        /** Nothing, and nothing that is not believed. */
        public Bare() {
            this(Unproven.NONE);
        }

        @Override
        public Assurance assurance() {
            return Assurance.ASSERTED;
        }

        @Override
        public Bare withUnproven(Unproven said) {
            return new Bare(said);
        }
    }

    /**
     * A certificate chain as the PEP sent it, leaf first, what can be read off it, and what it does not prove. Chains are
     * public: {@code possessed} says whether whoever asks has shown that the private key of the leaf is in his hands.
     */
    record Chain(List<X509Certificate> certificates, ChainTraits traits, Unproven unproven, boolean possessed)
            implements Credential {
        /** Copies the list; there is at least one certificate. */
        public Chain {
            certificates = List.copyOf(certificates);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("a chain has at least one certificate");
            }
        }

        /** A chain that nobody has verified yet, and whose key nobody has shown. */
        public Chain(List<X509Certificate> certificates) {
            this(certificates, ChainTraits.of(certificates), Unproven.NONE, false);
        }

        /** The same chain, in the hands of whoever asks. */
        public Chain withPossession() {
            return new Chain(certificates, traits, unproven, true);
        }

        /** The same chain, whose VOMS attributes were made to live so long and end then. */
        public Chain withAttributes(Duration lifetime, Instant until) {
            return new Chain(certificates, traits.withAttributes(lifetime, until), unproven, possessed);
        }

        @Override
        public Assurance assurance() {
            return possessed ? Assurance.VERIFIED : Assurance.CHAIN_ONLY;
        }

        @Override
        public Chain withUnproven(Unproven said) {
            return new Chain(certificates, traits, said, possessed);
        }

        /** Says how long the chain is and nothing else. */
        @Override
        public String toString() {
            return "Chain[" + certificates.size() + "]";
        }
    }

    /**
     * A chain of which there is only this: it came earlier, and the audit log kept as much, or its certificates cannot be read.
     * {@code possessed} as with a {@link Chain}.
     */
    record Recorded(ChainTraits traits, boolean possessed, Unproven unproven) implements Credential {
        /** A chain whose key nobody had shown. */
        public Recorded(ChainTraits traits, Unproven unproven) {
            this(traits, false, unproven);
        }

        /** A chain beside which nothing was said that is not believed. */
        public Recorded(ChainTraits traits) {
            this(traits, Unproven.NONE);
        }

        @Override
        public Assurance assurance() {
            return possessed ? Assurance.VERIFIED : Assurance.CHAIN_ONLY;
        }

        @Override
        public Recorded withUnproven(Unproven said) {
            return new Recorded(traits, possessed, said);
        }
    }

    /** A bearer token as it was sent, in its compact form; whoever holds it can use it, so it is never written anywhere. */
    record Bearer(String compact, Unproven unproven) implements Credential {
        /** Accepts a signed JSON Web Token's form only. */
        public Bearer {
            TokenText.requireCompact(compact);
        }

        /** A token beside which nothing was said that is not believed. */
        public Bearer(String compact) {
            this(compact, Unproven.NONE);
        }

        @Override
        public Assurance assurance() {
            return Assurance.TOKEN;
        }

        @Override
        public Bearer withUnproven(Unproven said) {
            return new Bearer(compact, said);
        }

        /** The name that the token claims, of which nothing is verified; empty if it claims none that can be written. */
        public Optional<Dn> claimedName() {
            return TokenText.name(compact);
        }

        /** Says that there is one and nothing else. */
        @Override
        public String toString() {
            return "Bearer[]";
        }
    }

    /**
     * A bearer token whose signature and claims were verified: who issued it, for whom, its own id and that of the key (either
     * may be empty), and what it allows.
     */
    record Token(String issuer, String subject, String id, String keyId, Set<String> scopes, Unproven unproven)
            implements Credential {
        /** Copies the set. */
        public Token {
            scopes = Set.copyOf(scopes);
        }

        /** A token beside which nothing was said that is not believed. */
        public Token(String issuer, String subject, String id, String keyId, Set<String> scopes) {
            this(issuer, subject, id, keyId, scopes, Unproven.NONE);
        }

        @Override
        public Assurance assurance() {
            return Assurance.TOKEN;
        }

        @Override
        public Token withUnproven(Unproven said) {
            return new Token(issuer, subject, id, keyId, scopes, said);
        }
    }
}
