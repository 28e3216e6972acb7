package org.portcullis.pdp.context;

import java.util.List;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

/**
 * Who calls, by its certificate: its name, whether it came with a proxy instead of its own certificate, and what its VO says
 * of it there, verified; the first FQAN is the primary one.
 */
public record Caller(Dn dn, boolean proxy, List<Fqan> fqans) {
    /** Copies the list. */
    public Caller {
        fqans = List.copyOf(fqans);
    }

    /** A caller with a certificate of its own. */
    public static Caller withCertificate(Dn dn) {
        return new Caller(dn, false, List.of());
    }
}
