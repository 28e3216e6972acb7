package org.portcullis.pdp.context;

import java.security.PublicKey;
import java.util.List;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

/**
 * Who calls, by its certificate: its name, whether it came with a proxy instead of its own certificate, and what its VO says
 * of it there, verified; the first FQAN is the primary one. {@code certificates} are those of a proxy's chain, for bans;
 * {@code keys} holds the one key that the connection proved, and none where there is no connection.
 */
public record Caller(
        Dn dn, boolean proxy, List<Fqan> fqans, List<ChainTraits.Issued> certificates, List<PublicKey> keys) {
    /** Copies the lists. */
    public Caller {
        fqans = List.copyOf(fqans);
        certificates = List.copyOf(certificates);
        keys = List.copyOf(keys);
    }

    /** One whose key nobody knows. */
    public Caller(Dn dn, boolean proxy, List<Fqan> fqans, List<ChainTraits.Issued> certificates) {
        this(dn, proxy, fqans, certificates, List.of());
    }

    /** The same caller, whose connection proved this key. */
    public Caller withKey(PublicKey key) {
        return new Caller(dn, proxy, fqans, certificates, List.of(key));
    }

    /** A caller with a certificate of its own. */
    public static Caller withCertificate(Dn dn) {
        return new Caller(dn, false, List.of(), List.of());
    }
}
