package org.portcullis.pdp.transport;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.portcullis.pdp.context.Caller;
import org.portcullis.pdp.trust.VomsVerdict;
import org.portcullis.profile.Fqan;

/** Tells who calls by the certificates that a connection proved, and by nothing else. Thread-safe. */
public final class Callers {
    private final BiFunction<List<X509Certificate>, Instant, VomsVerdict> attributes;

    /** {@code attributes} judges the VOMS attributes of those who come with a proxy. */
    public Callers(BiFunction<List<X509Certificate>, Instant, VomsVerdict> attributes) {
        this.attributes = attributes;
    }

    /** The owner of what was proven. Only what comes with a proxy may be a pilot, whose VO has to say so. */
    Caller of(Peer peer, Instant at) {
        return peer.proxy()
                ? withProxy(peer, at)
                : new Caller(peer.owner(), false, List.of(), peer.holding(List.of()), peer.chain(), peer.hosts());
    }

    private Caller withProxy(Peer peer, Instant at) {
        VomsVerdict said = attributes.apply(peer.chain(), at);
        List<Fqan> behind = said.match(List::of, VomsVerdict.Verified::held, invalid -> List.of());
        return new Caller(peer.owner(), true, said.fqans(), peer.holding(behind), peer.chain(), Set.of());
    }
}
