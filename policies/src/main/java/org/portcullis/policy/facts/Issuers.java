package org.portcullis.policy.facts;

import java.util.List;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.ChainTraits.Issued;

/** Who issued what stands in a chain, as {@link X500Name}: its owner's certificate, and any of them. */
record Issuers(List<String> authority, List<String> all) {
    Issuers {
        authority = List.copyOf(authority);
        all = List.copyOf(all);
    }

    static Issuers of(ChainTraits chain) {
        List<Issued> certificates = chain.certificates();
        return new Issuers(
                certificates.stream()
                        .filter(Issued::endEntity)
                        .map(Issuers::name)
                        .toList(),
                certificates.stream().map(Issuers::name).toList());
    }

    private static String name(Issued certificate) {
        return X500Name.of(certificate.issuer());
    }
}
