package org.portcullis.policy.facts;

import java.util.ArrayList;
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
        List<String> authority = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (Issued certificate : chain.certificates()) {
            String name = X500Name.of(certificate.issuer());
            all.add(name);
            if (certificate.endEntity()) {
                authority.add(name);
            }
        }
        return new Issuers(authority, all);
    }
}
