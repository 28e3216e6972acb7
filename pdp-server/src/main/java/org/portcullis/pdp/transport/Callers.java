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
        Dn name = GridTrust.holder(chain);
        return GridTrust.isProxy(chain)
                ? new Caller(
                        name,
                        true,
                        attributes.apply(List.of(chain), at).fqans(),
                        new Credential.Chain(List.of(chain)).traits().certificates(),
                        List.of(chain),
                        Set.of())
                : new Caller(name, false, List.of(), List.of(), List.of(chain), dnsNames(chain[0]));
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
