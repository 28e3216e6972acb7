package org.portcullis.pdp.context;

import java.security.cert.X509Certificate;
import java.util.List;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

/**
 * Who calls, by its certificate: its name, whether it came with a proxy instead of its own certificate, and what its VO says
 * of it there, verified; the first FQAN is the primary one. {@code certificates} are those of a proxy's chain, for bans;
 * {@code chain} is that chain, leaf first, whose key the connection has proven.
 */
public record Caller(
        Dn dn, boolean proxy, List<Fqan> fqans, List<ChainTraits.Issued> certificates, List<X509Certificate> chain) {
    /** Copies the lists. */
    public Caller {
        fqans = List.copyOf(fqans);
        certificates = List.copyOf(certificates);
        chain = List.copyOf(chain);
    }

    /** A caller with a certificate of its own. */
    public static Caller withCertificate(Dn dn) {
        return new Caller(dn, false, List.of(), List.of(), List.of());
    }
}
