package org.portcullis.load.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** One side of mutual TLS: an identity to show, and the authorities whose peers are believed. */
public final class MutualTls {
    private static final char[] NO_PASSWORD = {};

    private final KeyManagerFactory keys;
    private final TrustManagerFactory trust;

    private MutualTls(KeyManagerFactory keys, TrustManagerFactory trust) {
        this.keys = keys;
        this.trust = trust;
    }

    /** The side that shows the identity to its peers and trusts the authorities alone. */
    public static MutualTls of(Identity identity, Collection<X509Certificate> authorities) {
        try {
            return of(keyStore(identity), authorities);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("no TLS with " + identity + ": " + e.getMessage(), e);
        }
    }

    /** The side that shows nothing and trusts the authorities alone. */
    public static MutualTls anonymous(Collection<X509Certificate> authorities) {
        try {
            return of(emptyStore(), authorities);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("no TLS with these authorities: " + e.getMessage(), e);
        }
    }

    private static MutualTls of(KeyStore identity, Collection<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity, NO_PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trustStore(authorities));
        return new MutualTls(keys, trust);
    }

    /** A new context. It shares no session with those before, so that nothing can be resumed across contexts. */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    private static KeyStore keyStore(Identity identity) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        X509Certificate[] chain = identity.chain().toArray(X509Certificate[]::new);
        store.setKeyEntry("identity", identity.key(), NO_PASSWORD, chain);
        return store;
    }

    private static KeyStore trustStore(Collection<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
        return store;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
