package org.portcullis.pdp.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;

/**
 * Both ends of TLS for a rehearsal: a server and a client that believe each other and whom nobody else believes. Their keys
 * were made for it, are held in memory alone, and sign for themselves. Thread-safe.
 */
public final class RehearsalTls implements PeerTls {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int RSA_BITS = 2048;
    private static final int EC_BITS = 256;
    private static final char[] NO_PASSWORD = {};

    private final GridTrust trust;
    private final SSLContext context;
    private final Person client;
    private final KeyManager[] clientKeys;
    private final TrustManager[] believed;

    private RehearsalTls(GridTrust trust, Person server, Person client) throws GeneralSecurityException {
        this.trust = trust;
        this.client = client;
        HostKeys keys = new HostKeys(server.credential());
        context = SSLContext.getInstance("TLS");
        clientKeys = keysOf(client);
        believed = believing(server);
        context.init(new KeyManager[] {keys}, new TrustManager[] {new ClientTrust(this::verify)}, new SecureRandom());
    }

    private record Person(X509Certificate certificate, PrivateKey key) {
        HostCredential credential() {
            return new HostCredential(Path.of("rehearsal"), List.of(certificate), key);
        }
    }

    /**
     * Makes both, the server with a key like that of a real one; judging a client costs what it costs with {@code trust}.
     *
     * @throws GeneralSecurityException if this Java cannot
     */
    public static RehearsalTls create(ServerTls like, GridTrust trust, Instant now) throws GeneralSecurityException {
        Person server = person("rehearsal server", like.keyType(), now);
        Person client = person("rehearsal client", "RSA", now);
        return new RehearsalTls(trust, server, client);
    }

    private static Person person(String name, String keyType, Instant now) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(keyType);
        if (!keyType.equals("EdDSA")) {
            generator.initialize(keyType.equals("EC") ? EC_BITS : RSA_BITS);
        }
        KeyPair keys = generator.generateKeyPair();
        X500Name self = new X500Name("O=Portcullis,CN=" + name);
        var certificate = new JcaX509v3CertificateBuilder(
                self,
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now.minus(LIFETIME)),
                Date.from(now.plus(LIFETIME)),
                self,
                keys.getPublic());
        try {
            String algorithm = HostCredential.SIGNATURES.get(keyType);
            var signer = new JcaContentSignerBuilder(algorithm).build(keys.getPrivate());
            return new Person(
                    new JcaX509CertificateConverter().getCertificate(certificate.build(signer)), keys.getPrivate());
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("no signature with a key of type " + keyType, e);
        }
    }

    @Override
    public SSLContext context() {
        return context;
    }

    /** Proven for the one client and for nobody else, least of all for whom the grid believes. */
    @Override
    public ChainVerdict verify(List<X509Certificate> chain) {
        boolean ofTheGrid = trust.verify(chain).holder().isPresent();
        return !ofTheGrid && chain.equals(clientChain())
                ? new ChainVerdict.Proven(clientName())
                : new ChainVerdict.Refused(Doubt.CREDENTIAL_UNTRUSTED);
    }

    /** The certificate of the client, as a chain. */
    public List<X509Certificate> clientChain() {
        return List.of(client.certificate());
    }

    /** The same as PEM. */
    public byte[] clientPem() {
        try {
            String base64 =
                    Base64.getMimeEncoder().encodeToString(client.certificate().getEncoded());
            return ("-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n").getBytes(US_ASCII);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was made here has no encoding", e);
        }
    }

    /** The name of the client. */
    public Dn clientName() {
        return GridTrust.holder(client.certificate());
    }

    /**
     * The client's end, anew at each call, so that no session is resumed.
     *
     * @throws GeneralSecurityException if this Java cannot
     */
    public SSLContext clientContext() throws GeneralSecurityException {
        SSLContext of = SSLContext.getInstance("TLS");
        of.init(clientKeys, believed, new SecureRandom());
        return of;
    }

    private static KeyManager[] keysOf(Person client) throws GeneralSecurityException {
        KeyStore store = inMemory();
        store.setKeyEntry("client", client.key(), NO_PASSWORD, new X509Certificate[] {client.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        return keys.getKeyManagers();
    }

    private static TrustManager[] believing(Person server) throws GeneralSecurityException {
        KeyStore store = inMemory();
        store.setCertificateEntry("server", server.certificate());
        TrustManagerFactory servers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        servers.init(store);
        return servers.getTrustManagers();
    }

    private static KeyStore inMemory() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException("no key store in memory", e);
        }
    }
}
