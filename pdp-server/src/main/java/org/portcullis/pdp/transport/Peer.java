package org.portcullis.pdp.transport;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.portcullis.pdp.context.Caller;
import org.portcullis.pdp.trust.GridTrust;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

/**
 * What a connection proved, leaf first, and what stands in it: whether a proxy comes first, who owns it, which hosts its own certificate is for, in lower
 * case, and who issued what says so. Read once for each connection; whether it is believed is asked anew at each request.
 */
record Peer(
        List<X509Certificate> chain, boolean proxy, Dn owner, Set<String> hosts, List<ChainTraits.Issued> presented) {
    /** The tag of DNS names among subject alternative names (RFC 5280, section 4.2.1.6). */
    private static final Integer DNS_NAME = 2;

    /** Copies the collections. */
    Peer {
        chain = List.copyOf(chain);
        hosts = Set.copyOf(hosts);
        presented = List.copyOf(presented);
    }

    /** Who is at the other end of a request's connection, which has proven a chain. */
    static Peer of(Request request) {
        ConnectionMetaData connection = request.getConnectionMetaData();
        if (connection.getAttribute(Peer.class.getName()) instanceof Peer known) {
            return known;
        }
        Peer peer = of(chain(request).toArray(X509Certificate[]::new));
        connection.setAttribute(Peer.class.getName(), peer);
        return peer;
    }

    /** Reads a chain, leaf first. */
    static Peer of(X509Certificate... chain) {
        boolean proxy = GridTrust.isProxy(chain);
        List<ChainTraits.Issued> all =
                new Credential.Chain(List.of(chain)).traits().certificates();
        return new Peer(
                List.of(chain),
                proxy,
                GridTrust.holder(chain),
                proxy ? Set.of() : dnsNames(chain[0]),
                proxy ? all : all.subList(0, 1));
    }

    /** What bans look at, with what VOs say behind the first of them. */
    Caller.Held holding(List<Fqan> behind) {
        return new Caller.Held(presented, behind);
    }

    /** What the connection proved, leaf first; empty if nothing. */
    static List<X509Certificate> chain(Request request) {
        return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData session
                        && session.peerCertificates() != null
                ? List.of(session.peerCertificates())
                : List.of();
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
