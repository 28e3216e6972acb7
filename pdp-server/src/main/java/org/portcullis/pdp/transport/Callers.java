package org.portcullis.pdp.transport;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.portcullis.pdp.context.Caller;
import org.portcullis.pdp.trust.GridTrust;
import org.portcullis.pdp.trust.VomsVerdict;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

/** Reads who calls off the certificates that a connection proved, and off nothing else. Thread-safe. */
public final class Callers {
    /** The tag of DNS names among subject alternative names (RFC 5280, section 4.2.1.6). */
    private static final Integer DNS_NAME = 2;

    private final BiFunction<List<X509Certificate>, Instant, VomsVerdict> attributes;

    /** {@code attributes} judges the VOMS attributes of those who come with a proxy. */
    public Callers(BiFunction<List<X509Certificate>, Instant, VomsVerdict> attributes) {
        this.attributes = attributes;
    }

    /** The owner of a chain, leaf first. Only what comes with a proxy may be a pilot, whose VO has to say so. */
    Caller of(X509Certificate[] chain, Instant at) {
        return GridTrust.isProxy(chain)
                ? withProxy(List.of(chain), GridTrust.holder(chain), at)
                : new Caller(
                        GridTrust.holder(chain),
                        false,
                        List.of(),
                        Caller.Held.NOTHING,
                        List.of(chain),
                        dnsNames(chain[0]));
    }

    private Caller withProxy(List<X509Certificate> chain, Dn owner, Instant at) {
        VomsVerdict said = attributes.apply(chain, at);
        List<Fqan> behind = said.match(List::of, VomsVerdict.Verified::held, invalid -> List.of());
        Caller.Held held = new Caller.Held(new Credential.Chain(chain).traits().certificates(), behind);
        return new Caller(owner, true, said.fqans(), held, chain, Set.of());
    }

    /** The hosts that a certificate is for, as its authority wrote them; wildcards are hosts of nobody. */
    private static Set<String> dnsNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Set.of()
                    : names.stream()
                            .filter(name -> name.get(0).equals(DNS_NAME))
                            .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
                            .filter(name -> !name.startsWith("*"))
                            .collect(Collectors.toSet());
        } catch (CertificateParsingException e) {
            return Set.of();
        }
    }
}
