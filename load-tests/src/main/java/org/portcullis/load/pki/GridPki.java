package org.portcullis.load.pki;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/**
 * A throw-away grid PKI in one directory: a trusted authority {@code /C=XX/O=Grid/CN=Test CA} whose key is never
 * written, its CA directory {@code certificates/}, and {@code vomsdir/}. Not thread-safe: use it from one thread.
 */
public final class GridPki {
    /** What every name in this PKI starts with. */
    public static final String NAMESPACE = "/C=XX/O=Grid";

    private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);
    private static final Duration CERTIFICATE_LIFETIME = Duration.ofDays(30);
    private static final Duration PROXY_LIFETIME = Duration.ofHours(12);
    private static final Duration REVOCATION_LIST_LIFETIME = Duration.ofDays(7);

    private final InstantSource clock;
    private final CaDirectory trusted;
    private final Path vomsDirectory;
    private final CertificateAuthority authority;

    private GridPki(Path directory, InstantSource clock) {
        this.clock = clock;
        this.trusted = new CaDirectory(directory.resolve("certificates"));
        this.vomsDirectory = directory.resolve("vomsdir");
        this.authority = trust(new Dn(NAMESPACE + "/CN=Test CA"), NAMESPACE);
    }

    /** A new PKI; files of an old one in the same directory are overwritten. */
    public static GridPki create(Path directory, InstantSource clock) {
        return new GridPki(directory, clock);
    }

    /** Where the trusted authorities are. */
    public CaDirectory trusted() {
        return trusted;
    }

    /** Where the LSC files are, one directory for each VO. */
    public Path vomsDirectory() {
        return vomsDirectory;
    }

    /** The authority that issues what this PKI makes by itself. */
    public CertificateAuthority authority() {
        return authority;
    }

    /** One more trusted authority, for every name that starts with {@code namespace} and a slash. */
    public CertificateAuthority trust(Dn name, String namespace) {
        CertificateAuthority another = untrusted(name);
        trusted.trust(another, namespace);
        publish(another, Set.of(), 1);
        return another;
    }

    /** An authority that is in no CA directory. */
    public CertificateAuthority untrusted(Dn name) {
        return CertificateAuthority.create(name, KeyType.RSA_2048, validFor(AUTHORITY_LIFETIME));
    }

    /** A user {@code /C=XX/O=Grid/CN=<commonName>}, valid for 30 days. */
    public Identity user(String commonName) {
        return user(commonName, KeyType.RSA_2048);
    }

    /** As {@link #user(String)}, with a key of some type. */
    public Identity user(String commonName, KeyType keyType) {
        EndEntity user = EndEntity.user(named(commonName), validFor(CERTIFICATE_LIFETIME));
        return authority.issue(user.with(keyType));
    }

    /** A host {@code /C=XX/O=Grid/CN=<hostName>} that also answers on this machine's loopback, valid for 30 days. */
    public Identity host(String hostName) {
        return authority.issue(hostEntity(hostName));
    }

    /** What {@link #host} asks for, to be changed before it is issued. */
    public EndEntity hostEntity(String hostName) {
        List<String> hostNames = List.of(hostName, "localhost", "127.0.0.1", "::1");
        return EndEntity.host(named(hostName), hostNames, validFor(CERTIFICATE_LIFETIME));
    }

    /** A full RFC 3820 proxy for 12 hours. */
    public Identity proxy(Identity owner) {
        return proxyDraft(ProxyKind.FULL).signedBy(owner);
    }

    /** A proxy for 12 hours, to be changed before it is signed. */
    public ProxyDraft proxyDraft(ProxyKind kind) {
        return ProxyDraft.of(kind, validFor(PROXY_LIFETIME));
    }

    /** A VOMS server with a host certificate of its own; its LSC file makes it the VO's. */
    public VomsServer voms(VoName vo, String hostName) {
        return voms(vo, hostName, KeyType.RSA_2048);
    }

    /** A VOMS server with a key of some type. */
    public VomsServer voms(VoName vo, String hostName, KeyType keyType) {
        Identity host = authority.issue(hostEntity(hostName).with(keyType));
        VomsServer server = new VomsServer(vo, hostName, host);
        TextFile.PUBLIC.write(vomsDirectory.resolve(vo.value()).resolve(hostName + ".lsc"), server.lsc());
        return server;
    }

    /** A full RFC 3820 proxy for 12 hours that carries what a VOMS server says of its owner. */
    public Identity vomsProxy(Identity owner, VomsServer server, Fqan... fqans) {
        ProxyDraft draft = proxyDraft(ProxyKind.FULL);
        return draft.carrying(server.attributes(owner, List.of(fqans), draft.validity()))
                .signedBy(owner);
    }

    /** Puts the certificate that {@link #authority} issued to somebody on its revocation list. */
    public void revoke(Identity identity) {
        revoke(authority, identity);
    }

    /** Puts the certificate that a trusted authority issued to somebody on its revocation list. */
    public void revoke(CertificateAuthority issuer, Identity identity) {
        Set<BigInteger> serials = trusted.revokedSerials(issuer);
        serials.add(identity.certificateIssuedBy(issuer.name()).getSerialNumber());
        publish(issuer, serials, serials.size() + 1L);
    }

    /** From five minutes ago until {@code lifetime} from now. */
    public Validity validFor(Duration lifetime) {
        return Validity.startingAt(clock.instant().truncatedTo(ChronoUnit.SECONDS), lifetime);
    }

    private void publish(CertificateAuthority issuer, Set<BigInteger> serials, long number) {
        trusted.publish(issuer, issuer.revoke(serials, number, validFor(REVOCATION_LIST_LIFETIME)));
    }

    private static Dn named(String commonName) {
        return new Dn(NAMESPACE + "/CN=" + commonName);
    }
}
