package org.portcullis.pdp.bench;

import eu.emi.security.authn.x509.CommonX509TrustManager;
import eu.emi.security.authn.x509.NamespaceCheckingMode;
import eu.emi.security.authn.x509.impl.OpensslCertChainValidator;
import eu.emi.security.authn.x509.impl.ValidatorParams;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.MutualTls;
import org.portcullis.load.pki.Pem;
import org.portcullis.pdp.audit.RehearsalAuditLog;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.pdp.transport.AuthzEndpoint;
import org.portcullis.pdp.transport.Callers;
import org.portcullis.pdp.transport.HttpsListener;
import org.portcullis.pdp.trust.ChainVerdict;
import org.portcullis.pdp.trust.GridTrust;
import org.portcullis.pdp.trust.PeerTls;
import org.portcullis.pdp.trust.ServerTls;
import org.portcullis.pdp.trust.TlsProfile;
import org.portcullis.pdp.trust.VerifiedChains;
import org.portcullis.pdp.trust.VomsTrust;
import org.portcullis.pdp.trust.VomsVerdict;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.ReplyTo;
import org.portcullis.profile.wire.ResponseEncoder;
import org.portcullis.profile.wire.XmlLimits;

/** The decision port of the product in a process of its own, with its TLS or another one, until standard input ends. */
final class HandshakeServer {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final PdpConfig.ChainCache CACHE = new PdpConfig.ChainCache(20_000, Duration.ofSeconds(30), 1024);

    private final Path world;
    private final Path certificate;
    private final Path key;

    private HandshakeServer(Path world, String keyType) {
        this.world = world;
        this.certificate = world.resolve(keyType + ".cert.pem");
        this.key = world.resolve(keyType + ".key.pem");
    }

    /** Kind of TLS, directory, type of the host key. */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        TlsProfile.demand();
        HandshakeServer server = new HandshakeServer(Path.of(arguments[1]), arguments[2]);
        PeerTls tls = server.tls(arguments[0]);
        try (HttpsListener door = listen(tls)) {
            System.out.println(HandshakeServing.PORT + door.port());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private PeerTls tls(String kind) throws IOException, GeneralSecurityException {
        return switch (kind) {
            case "portcullis" -> product();
            case "jdk" -> stock(MutualTls.of(host(), authorities()).context());
            case "canl" -> stock(context(SSLContext.getInstance("TLS"), new CommonX509TrustManager(canl())));
            case "conscrypt" -> stock(context(SSLContext.getInstance("TLS", conscrypt()), new OfTheGrid(chains())));
            default -> throw new IllegalArgumentException("no such kind of TLS: `" + kind + "`");
        };
    }

    private PeerTls product() throws IOException {
        VerifiedChains chains = chains();
        PdpConfig.Tls files = new PdpConfig.Tls(
                certificate,
                key,
                world.resolve("certificates"),
                PdpConfig.CrlMode.REQUIRE,
                world.resolve("vomsdir"),
                false,
                Duration.ofSeconds(5));
        return ServerTls.open(files, chains::verify, CLOCK);
    }

    private VerifiedChains chains() throws IOException {
        GridTrust grid = GridTrust.open(world.resolve("certificates"), PdpConfig.CrlMode.REQUIRE);
        return new VerifiedChains(grid, VomsTrust.open(world.resolve("vomsdir"), grid, CLOCK), CACHE);
    }

    private OpensslCertChainValidator canl() {
        String directory = world.resolve("certificates").toString();
        return new OpensslCertChainValidator(
                directory, true, NamespaceCheckingMode.EUGRIDPMA_AND_GLOBUS, 60_000, new ValidatorParams(), false);
    }

    private static Provider conscrypt() throws GeneralSecurityException {
        try {
            return Class.forName("org.conscrypt.OpenSSLProvider")
                    .asSubclass(Provider.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new GeneralSecurityException("Conscrypt is not on the class path", e);
        }
    }

    private SSLContext context(SSLContext empty, TrustManager clients) throws GeneralSecurityException, IOException {
        char[] noPassword = {};
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, noPassword);
        Identity host = host();
        store.setKeyEntry("host", host.key(), noPassword, host.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, noPassword);
        KeyManager[] managers = keys.getKeyManagers();
        empty.init(managers, new TrustManager[] {clients}, null);
        return empty;
    }

    private Identity host() {
        return Identity.read(certificate, key);
    }

    private List<X509Certificate> authorities() {
        return Pem.readCertificates(world.resolve("ca.pem"));
    }

    /** Whoever came through the handshake is believed. */
    private static PeerTls stock(SSLContext context) {
        return new PeerTls() {
            @Override
            public SSLContext context() {
                return context;
            }

            @Override
            public ChainVerdict verify(List<X509Certificate> chain) {
                return new ChainVerdict.Proven(GridTrust.holder(chain.toArray(X509Certificate[]::new)));
            }
        };
    }

    private record OfTheGrid(VerifiedChains chains) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            if (chains.verify(List.of(chain), CLOCK.instant()).holder().isEmpty()) {
                throw new CertificateException("not of the grid");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("this side is the server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static HttpsListener listen(PeerTls tls) throws IOException {
        var waits = new PdpConfig.Waits(
                Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO);
        var config = new PdpConfig.Server(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "urn:portcullis:pdp",
                32,
                32,
                1 << 19,
                PdpConfig.Codec.HOT,
                waits);
        ServerMetrics metrics = new ServerMetrics();
        AuthzEndpoint endpoint = new AuthzEndpoint(
                (context, soap) -> {
                    throw new IllegalStateException("nobody asks");
                },
                new QueryGate(XmlLimits.DEFAULTS, Set.of()),
                new Speechless(),
                new RehearsalAuditLog(CLOCK),
                metrics);
        Callers callers = new Callers((chain, at) -> new VomsVerdict.NoAttributes());
        return HttpsListener.open(config, tls, callers, endpoint, metrics, CLOCK);
    }

    private static final class Speechless implements ResponseEncoder {
        @Override
        public byte[] encode(ReplyTo replyTo, Decision decision) {
            return new byte[0];
        }

        @Override
        public byte[] refuse(ReplyTo replyTo, ErrorKind kind) {
            return new byte[0];
        }
    }
}
