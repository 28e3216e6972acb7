package org.portcullis.load.quickstart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.portcullis.load.pki.CertificateAuthority;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.Pem;
import org.portcullis.load.pki.VomsServer;
import org.portcullis.profile.Dn;
import org.portcullis.profile.VoName;

/** The files of the quickstart world in one directory; {@code values.json} is written last and marks it complete. */
public final class Quickstart {
    /** How long what is there must still be valid to be kept. */
    public static final Duration KEPT_IF_VALID_FOR = Duration.ofHours(6);

    /** The host of the questions, which may ask them itself. */
    static final String WORKER_NODE = "wn1.example.org";

    private static final String PEP_HOST = "pep1.example.org";
    private static final Duration DAY = Duration.ofDays(1);

    private final Path directory;
    private final InstantSource clock;

    /** The world in that directory, written or not. */
    public Quickstart(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Writes everything anew unless what is there is complete and valid for another six hours; says whether it wrote. */
    public boolean write() {
        if (isStillGood()) {
            return false;
        }
        GridPki pki = GridPki.create(directory, clock);
        pki.authority().identity().writeCertificate(directory.resolve("ca.pem"));
        writeHosts(pki);
        Map<QuickstartUser, Identity> proxies = writeUsers(pki);
        Identity rogue = writeRogueHost(pki);
        new BadInputValues(pki.authority(), proxies, rogue).write(valuesFile());
        return true;
    }

    private void writeHosts(GridPki pki) {
        EndEntity server = EndEntity.host(
                new Dn(GridPki.NAMESPACE + "/CN=localhost"),
                List.of("localhost", "127.0.0.1", "::1"),
                pki.hostEntity("localhost").validity());
        Identity serverIdentity = pki.authority().issue(server);
        serverIdentity.writeCertificate(directory.resolve("server/hostcert.pem"));
        serverIdentity.writeKey(directory.resolve("server/hostkey.pem"));
        Identity pep = pki.host(PEP_HOST);
        pep.writeCertificate(directory.resolve("pep/cert.pem"));
        pep.writeKey(directory.resolve("pep/key.pem"));
        Identity node = pki.host(WORKER_NODE);
        node.writeCertificate(directory.resolve("wn/cert.pem"));
        node.writeKey(directory.resolve("wn/key.pem"));
    }

    private Map<QuickstartUser, Identity> writeUsers(GridPki pki) {
        Map<VoName, VomsServer> servers = new LinkedHashMap<>();
        Map<QuickstartUser, Identity> proxies = new EnumMap<>(QuickstartUser.class);
        for (QuickstartUser user : QuickstartUser.values()) {
            VomsServer voms = servers.computeIfAbsent(user.vo(), vo -> pki.voms(vo, "voms." + vo + ".example.org"));
            Identity identity = pki.user(user.commonName());
            Identity proxy = pki.vomsProxy(identity, voms, user.fqan());
            Path home = directory.resolve("users").resolve(user.directory());
            identity.writeCertificate(home.resolve("cert.pem"));
            identity.writeKey(home.resolve("key.pem"));
            proxy.writeProxy(proxyFile(user));
            proxies.put(user, proxy);
        }
        return proxies;
    }

    /** A host that calls itself the PEP, with a certificate from an authority that nobody trusts. */
    private Identity writeRogueHost(GridPki pki) {
        CertificateAuthority rogue = pki.untrusted(new Dn("/CN=Rogue CA"));
        EndEntity pep =
                EndEntity.host(new Dn(GridPki.NAMESPACE + "/CN=" + PEP_HOST), List.of(PEP_HOST), pki.validFor(DAY));
        Identity host = rogue.issue(pep);
        host.writeCertificate(directory.resolve("rogue_host.pem"));
        host.writeKey(directory.resolve("rogue_host.key"));
        return host;
    }

    private boolean isStillGood() {
        Instant needed = clock.instant().plus(KEPT_IF_VALID_FOR);
        return Files.isReadable(valuesFile())
                && Stream.concat(
                                Stream.of("ca.pem", "server/hostcert.pem", "pep/cert.pem", "wn/cert.pem")
                                        .map(directory::resolve),
                                Arrays.stream(QuickstartUser.values()).map(this::proxyFile))
                        .allMatch(file -> isValidAt(file, needed));
    }

    private static boolean isValidAt(Path file, Instant time) {
        return Files.isReadable(file)
                && Pem.readCertificates(file).stream()
                        .allMatch(certificate ->
                                certificate.getNotAfter().toInstant().isAfter(time));
    }

    private Path proxyFile(QuickstartUser user) {
        return directory.resolve("users").resolve(user.directory()).resolve("proxy.pem");
    }

    private Path valuesFile() {
        return directory.resolve("values.json");
    }
}
