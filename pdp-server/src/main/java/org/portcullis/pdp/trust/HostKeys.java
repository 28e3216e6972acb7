package org.portcullis.pdp.trust;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The host credential as handshakes ask for it: name first, then chain and key under that name, so that one that began
 * before a change ends with what it began with. Thread-safe.
 */
final class HostKeys extends X509ExtendedKeyManager {
    private record Named(String alias, HostCredential credential, PrivateKey key) {
        Named(long number, HostCredential credential) {
            this("host-" + number, credential, SealedKey.of(credential.key()));
        }
    }

    private record Held(long number, Named now, Named before) {}

    /** Written by whoever holds the lock of {@link #use}. */
    private volatile Held held;

    HostKeys(HostCredential first) {
        Named named = new Named(0, first);
        held = new Held(0, named, named);
    }

    /** Shows this credential from the next handshake on. */
    synchronized void use(HostCredential next) {
        long number = held.number() + 1;
        held = new Held(number, new Named(number, next), held.now());
    }

    HostCredential current() {
        return held.now().credential();
    }

    private Optional<Named> named(String alias) {
        Held now = held;
        return Stream.of(now.now(), now.before())
                .filter(named -> named.alias().equals(alias))
                .findFirst();
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        Named now = held.now();
        return now.credential().isOf(keyType) ? now.alias() : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        Named now = held.now();
        return now.credential().isOf(keyType) ? now.alias() : null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return new String[] {held.now().alias()};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return named(alias)
                .map(named -> named.credential().certificates().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return named(alias).map(Named::key).orElse(null);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }
}
