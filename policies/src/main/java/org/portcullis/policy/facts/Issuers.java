package org.portcullis.policy.facts;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;

/** Who issued what stands in a chain, as {@link X500Name}: its owner's certificate, and any of them. */
record Issuers(List<String> authority, List<String> all) {
    Issuers {
        authority = List.copyOf(authority);
        all = List.copyOf(all);
    }

    static Issuers of(Credential credential) {
        List<X509Certificate> chain = credential instanceof Credential.Chain sent ? sent.certificates() : List.of();
        List<String> all = chain.stream().map(Issuers::issuer).toList();
        int owner = ProxyChain.of(credential).proxies().size();
        return new Issuers(all.stream().skip(owner).limit(1).toList(), all);
    }

    /** An issuer whose name we cannot read keeps its own, which no policy can ask for. */
    private static String issuer(X509Certificate certificate) {
        X500Principal issuer = certificate.getIssuerX500Principal();
        try {
            return X500Name.of(Dn.of(issuer));
        } catch (IllegalArgumentException e) {
            return issuer.getName(X500Principal.CANONICAL);
        }
    }
}
