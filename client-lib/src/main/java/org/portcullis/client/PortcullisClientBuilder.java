package org.portcullis.client;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.portcullis.client.credential.GridCredential;
import org.portcullis.client.credential.TrustedCas;

/** Collects what a {@link PortcullisClient} needs: servers, credential and trust always, the rest has defaults. */
public final class PortcullisClientBuilder {
    private List<URI> servers = List.of();
    private @Nullable GridCredential credential;
    private @Nullable GridCredential signer;
    private @Nullable TrustedCas trust;
    private Timeouts timeouts = Timeouts.DEFAULT;
    private AccountCheck accountCheck = AccountCheck.NONE;
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = new SecureRandom();

    PortcullisClientBuilder() {}

    /** The servers, as {@code https} URIs; at least one. */
    public PortcullisClientBuilder servers(List<URI> all) {
        for (URI server : all) {
            if (!"https".equals(server.getScheme()) || server.getHost() == null) {
                throw new IllegalArgumentException("a server is an https URI with a host but not `" + server + "`");
            }
        }
        servers = List.copyOf(all);
        return this;
    }

    /** The credential that is presented to the servers. */
    public PortcullisClientBuilder credential(GridCredential own) {
        credential = Objects.requireNonNull(own);
        return this;
    }

    /** The authorities that vouch for the servers. */
    public PortcullisClientBuilder trust(TrustedCas authorities) {
        trust = Objects.requireNonNull(authorities);
        return this;
    }

    /**
     * Whose key signs the questions: that of the payload's proxy where a site wants its pilots' questions signed; the
     * clock has to be right then. Nobody's unless said otherwise.
     */
    public PortcullisClientBuilder signedBy(GridCredential own) {
        signer = Objects.requireNonNull(own);
        return this;
    }

    /** How long to wait, {@link Timeouts#DEFAULT} unless said otherwise. */
    public PortcullisClientBuilder timeouts(Timeouts limits) {
        timeouts = Objects.requireNonNull(limits);
        return this;
    }

    /** What else an account must pass before a Permit is believed; nothing unless said otherwise. */
    public PortcullisClientBuilder accountCheck(AccountCheck check) {
        accountCheck = Objects.requireNonNull(check);
        return this;
    }

    /** Where the instant of a question comes from; the system's clock unless said otherwise. */
    public PortcullisClientBuilder clock(InstantSource source) {
        clock = Objects.requireNonNull(source);
        return this;
    }

    /** Where IDs and the order of servers come from; must be thread-safe, and unpredictable outside tests. */
    public PortcullisClientBuilder random(RandomGenerator source) {
        random = Objects.requireNonNull(source);
        return this;
    }

    /**
     * Makes the client.
     *
     * @throws GeneralSecurityException if this Java cannot do TLS, or sign, with what was given
     */
    public PortcullisClient build() throws GeneralSecurityException {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("name at least one server");
        }
        if (signer != null) {
            signer.signatureMethod();
        }
        return new PortcullisClient(this);
    }

    List<URI> servers() {
        return servers;
    }

    SSLSocketFactory tls() throws GeneralSecurityException {
        if (credential == null || trust == null) {
            throw new IllegalArgumentException("give a credential and the authorities to trust");
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {credential.keyManager()}, trust.trustManagers(), new SecureRandom());
        return context.getSocketFactory();
    }

    @Nullable GridCredential signer() {
        return signer;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    AccountCheck accountCheck() {
        return accountCheck;
    }

    InstantSource clock() {
        return clock;
    }

    RandomGenerator random() {
        return random;
    }
}
