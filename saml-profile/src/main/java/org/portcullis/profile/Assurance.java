package org.portcullis.profile;

/** What a server has seen of the proof that somebody is who they are said to be. */
public enum Assurance {
    /** Nothing: whoever asks vouches. */
    ASSERTED("asserted"),
    /** A certificate chain. Chains are public: it proves that there is such a person, and not that they ask. */
    CHAIN_ONLY("chain-only"),
    /** A certificate chain, and that whoever asks has the private key to it. */
    VERIFIED("verified"),
    /** A bearer token. */
    TOKEN("token");

    private final String word;

    Assurance(String word) {
        this.word = word;
    }

    /** The name in policies and in the audit log. */
    public String word() {
        return word;
    }

    /** Whether there was a certificate chain. */
    public boolean isByChain() {
        return this == CHAIN_ONLY || this == VERIFIED;
    }
}
