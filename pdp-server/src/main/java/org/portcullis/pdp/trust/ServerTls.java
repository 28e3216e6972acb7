package org.portcullis.pdp.trust;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.portcullis.pdp.config.PdpConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side of TLS: the host credential, which may be replaced on disk while it is in use, and who is let in.
 * Thread-safe.
 */
public final class ServerTls implements PeerTls {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    private final PdpConfig.Tls files;
    private final BiFunction<List<X509Certificate>, Instant, ChainVerdict> peers;
    private final InstantSource clock;
    private final HostKeys keys;
    private final SSLContext context;
    /** What was read last, to see when it changes. Guarded by the lock of {@link #reread}. */
    private List<FileStamp> read;
    /** Written by whoever holds the lock of {@link #reread}; empty if there is none. */
    private volatile String problem = "";
    /** What the last {@link #look} found wrong. Guarded by the lock of {@link #reread}. */
    private String suspected = "";

    private ServerTls(
            PdpConfig.Tls files,
            List<FileStamp> read,
            HostCredential first,
            BiFunction<List<X509Certificate>, Instant, ChainVerdict> peers,
            InstantSource clock)
            throws GeneralSecurityException {
        this.files = files;
        this.read = read;
        this.peers = peers;
        this.clock = clock;
        keys = new HostKeys(first);
        context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {keys}, new TrustManager[] {new ClientTrust(this::verify)}, new SecureRandom());
    }

    /**
     * Reads certificate and key; {@code peers} judges the chains of clients.
     *
     * @throws IOException if they cannot be used; the message says why
     */
    public static ServerTls open(
            PdpConfig.Tls files, BiFunction<List<X509Certificate>, Instant, ChainVerdict> peers, InstantSource clock)
            throws IOException {
        List<FileStamp> read = stamps(files);
        HostCredential first =
                HostCredential.read(files.hostCert(), files.hostKey()).requireValid(clock.instant());
        try {
            return new ServerTls(files, read, first, peers, clock);
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java has no TLS: " + e.getMessage(), e);
        }
    }

    /** Takes certificate and key as they are on disk now, or keeps those in use and says why. */
    public synchronized void reread() {
        conclude(attempt());
    }

    /**
     * As {@link #reread}, but only what two looks in a row find wrong is a problem: whoever replaces two files is between
     * them for a moment.
     */
    public synchronized void look() {
        String found = attempt();
        if (found.isEmpty() || found.equals(suspected)) {
            conclude(found);
        }
        suspected = found;
    }

    /** Why what is on disk cannot be used, so that it is read again at the next look; empty if it is in use. */
    private String attempt() {
        try {
            List<FileStamp> now = stamps(files);
            if (!now.equals(read)) {
                HostCredential inUse = keys.current();
                keys.use(HostCredential.read(files.hostCert(), files.hostKey())
                        .requireValid(clock.instant())
                        .requireSameHost(inUse));
                read = now;
                LOG.info("host certificate loaded until={}", keys.current().notAfter());
            }
            return "";
        } catch (IOException e) {
            read = List.of();
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }

    private static List<FileStamp> stamps(PdpConfig.Tls files) throws IOException {
        try {
            return List.of(FileStamp.of(files.hostCert()), FileStamp.of(files.hostKey()));
        } catch (NoSuchFileException e) {
            throw new IOException("no such file: " + e.getFile(), e);
        }
    }

    /** Tells a problem when it is new. */
    private void conclude(String found) {
        if (!found.isEmpty() && !found.equals(problem)) {
            LOG.error("host certificate not taken, the one in use stays problem={}", found);
        }
        problem = found;
    }

    /** Whether what is on disk is not used. */
    public boolean refuses() {
        return !problem.isEmpty();
    }

    /** What is wrong with the host credential, one line each. */
    public List<String> problems() {
        return Stream.of(problem, timeLeft().isNegative() ? "the host certificate in use has expired" : "")
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** How long the certificate in use will be believed; negative once it is no more. */
    public Duration timeLeft() {
        return Duration.between(clock.instant(), keys.current().notAfter());
    }

    @Override
    public ChainVerdict verify(List<X509Certificate> chain) {
        return peers.apply(chain, clock.instant());
    }

    @Override
    public SSLContext context() {
        return context;
    }

    /** The type of the host key in use, as Java names it: RSA, EC or EdDSA. */
    String keyType() {
        return keys.current().key().getAlgorithm();
    }

    /** The DNS names and addresses of the host certificate in use, in lower case. */
    public Set<String> hostNames() {
        return keys.current().hostNames();
    }
}
