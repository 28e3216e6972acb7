package org.portcullis.pdp.transport;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.portcullis.pdp.context.Caller;
import org.portcullis.pdp.trust.GridTrust;
import org.portcullis.pdp.trust.VomsVerdict;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;

/** Reads who calls off the certificates that a connection proved, and off nothing else. Thread-safe. */
public final class Callers {
    private final BiFunction<List<X509Certificate>, Instant, VomsVerdict> attributes;

    /** {@code attributes} judges the VOMS attributes of those who come with a proxy. */
    public Callers(BiFunction<List<X509Certificate>, Instant, VomsVerdict> attributes) {
        this.attributes = attributes;
    }

    /** The owner of a chain, leaf first. Only what comes with a proxy may be a pilot, whose VO has to say so. */
    Caller of(X509Certificate[] chain, Instant at) {
        Dn name = GridTrust.holder(chain);
        return GridTrust.isProxy(chain)
                ? new Caller(
                        name,
                        true,
                        attributes.apply(List.of(chain), at).fqans(),
                        new Credential.Chain(List.of(chain)).traits().certificates(),
                        List.of(chain))
                : Caller.withCertificate(name);
    }
}
