package org.portcullis.pdp.trust;

import eu.emi.security.authn.x509.helpers.trust.OpensslTruststoreHelper;
import eu.emi.security.authn.x509.proxy.ProxyUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * Of which authorities a CA directory holds a revocation list at all, by the hashes that files are named by; whether a list is good is canl's business. A list
 * that is too old is the authority's fault, one that is not there is this server's ({@code trust.md}, failure rule).
 */
record RevocationLists(Set<String> hashes) {
    /** Copies the set. */
    RevocationLists {
        hashes = Set.copyOf(hashes);
    }

    /** The lists of a directory without files that cannot be used. */
    static RevocationLists in(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return new RevocationLists(files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]+\\.r[0-9]+"))
                    .map(name -> name.substring(0, name.indexOf('.')))
                    .collect(Collectors.toSet()));
        }
    }

    /** Whether there is one of each authority that issued a certificate of the chain. */
    boolean coverAll(X509Certificate... chain) {
        return Stream.of(chain)
                .filter(certificate -> !ProxyUtils.isProxy(certificate))
                .map(X509Certificate::getIssuerX500Principal)
                .allMatch(this::cover);
    }

    private boolean cover(X500Principal authority) {
        return Stream.of(true, false)
                .map(since1 -> OpensslTruststoreHelper.getOpenSSLCAHash(authority, since1))
                .anyMatch(hashes::contains);
    }
}
