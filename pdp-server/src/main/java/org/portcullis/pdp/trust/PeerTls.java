package org.portcullis.pdp.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;

/** What a decision port needs of TLS: a context for its sockets, and a judgement on who calls. Thread-safe. */
public interface PeerTls {
    /** For the port's sockets. */
    SSLContext context();

    /** What the chain of a client, leaf first, proves now. */
    ChainVerdict verify(List<X509Certificate> chain);
}
