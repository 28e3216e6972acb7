package org.portcullis.pdp.context;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

/**
 * Who calls, by its certificate: its name, whether it came with a proxy instead of its own certificate, and what its VO says
 * of it there, verified; the first FQAN is the primary one. {@code held} is what else a proxy's chain says, for bans;
 * {@code chain} is that chain, or its own certificate and those above, leaf first, whose key the connection has proven;
 * {@code hosts} are the DNS names in its own certificate, in lower case.
 */
public record Caller(
        Dn dn, boolean proxy, List<Fqan> fqans, Held held, List<X509Certificate> chain, Set<String> hosts) {
    /** Copies the collections. */
    public Caller {
        fqans = List.copyOf(fqans);
        chain = List.copyOf(chain);
        hosts = Set.copyOf(hosts);
    }

    /** Somebody who is no host, without the chain it came with. */
    public Caller(Dn dn, boolean proxy, List<Fqan> fqans, List<ChainTraits.Issued> certificates) {
        this(dn, proxy, fqans, new Held(certificates, List.of()), List.of(), Set.of());
    }

    /**
     * What bans look at in what a caller presents: the certificates that say who calls, those of a proxy's chain or its own; and what VOs say in the chain of a
     * proxy, behind the first of them.
     */
    public record Held(List<ChainTraits.Issued> certificates, List<Fqan> fqans) {
        /** Nothing, of somebody who is known by name alone. */
        public static final Held NOTHING = new Held(List.of(), List.of());

        /** Copies the lists. */
        public Held {
            certificates = List.copyOf(certificates);
            fqans = List.copyOf(fqans);
        }
    }

    /** The certificates of a proxy's chain, for bans. */
    public List<ChainTraits.Issued> certificates() {
        return proxy ? held.certificates() : List.of();
    }

    /** The certificates that say who calls: those of a proxy's chain, or its own. */
    public List<ChainTraits.Issued> presented() {
        return held.certificates();
    }

    /** A caller with a certificate of its own, which names no host but in its DN. */
    public static Caller withCertificate(Dn dn) {
        return withCertificate(dn, Set.of());
    }

    /** The key that the connection has proven; none where there was no connection. */
    public List<PublicKey> keys() {
        return chain.stream().limit(1).map(X509Certificate::getPublicKey).toList();
    }

    /** A caller with a certificate of its own, with these DNS names in it. */
    public static Caller withCertificate(Dn dn, Set<String> hosts) {
        return new Caller(dn, false, List.of(), Held.NOTHING, List.of(), hosts);
    }

    /** Whether that is the name of the host that calls. */
    boolean isNamed(String host) {
        return hosts.stream().anyMatch(host::equalsIgnoreCase) || host.equalsIgnoreCase(dn.hostName());
    }
}
