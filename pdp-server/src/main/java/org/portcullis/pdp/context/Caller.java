package org.portcullis.pdp.context;

import java.util.List;
import java.util.Set;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

/**
 * Who calls, by its certificate: its name, whether it came with a proxy instead of its own certificate, and what its VO says
 * of it there, verified; the first FQAN is the primary one. {@code certificates} are those of a proxy's chain, for bans;
 * {@code hosts} are the DNS names in its own certificate, in lower case.
 */
public record Caller(Dn dn, boolean proxy, List<Fqan> fqans, List<ChainTraits.Issued> certificates, Set<String> hosts) {
    /** Copies the collections. */
    public Caller {
        fqans = List.copyOf(fqans);
        certificates = List.copyOf(certificates);
        hosts = Set.copyOf(hosts);
    }

    /** Somebody who is no host. */
    public Caller(Dn dn, boolean proxy, List<Fqan> fqans, List<ChainTraits.Issued> certificates) {
        this(dn, proxy, fqans, certificates, Set.of());
    }

    /** A caller with a certificate of its own, which names no host but in its DN. */
    public static Caller withCertificate(Dn dn) {
        return withCertificate(dn, Set.of());
    }

    /** A caller with a certificate of its own, with these DNS names in it. */
    public static Caller withCertificate(Dn dn, Set<String> hosts) {
        return new Caller(dn, false, List.of(), List.of(), hosts);
    }

    /** Whether that is the name of the host that calls. */
    boolean isNamed(String host) {
        return hosts.stream().anyMatch(host::equalsIgnoreCase) || host.equalsIgnoreCase(dn.hostName());
    }
}
