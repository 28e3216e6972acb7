package org.portcullis.load.crowd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.KeyType;
import org.portcullis.load.pki.Pem;
import org.portcullis.load.pki.ProxyDraft;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.load.pki.TextFile;
import org.portcullis.load.pki.VomsServer;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/**
 * A throw-away PKI with many users in one directory: {@code certificates/}, {@code vomsdir/}, {@code ca.pem}, a server, a
 * PEP, and for each VO as many proxies with VOMS attributes as wanted, without their keys. The users share a few keys, as
 * making one takes longer than all the rest. {@code known.xml} and {@code stranger.xml} are questions about one person and about a stranger
 * of any number; {@code crowd.txt} is written last and marks a complete world.
 */
public final class CrowdWorld {
    /** How long what is there must still be valid to be kept. */
    public static final Duration KEPT_IF_VALID_FOR = Duration.ofHours(2);

    private static final int SHARED_KEYS = 4;
    /** As the drill of the herd knows it. */
    private static final String STRANGER = "{{PERSON}}";

    private final Path directory;

    /** The world in that directory, written or not. */
    public CrowdWorld(Path directory) {
        this.directory = directory;
    }

    /** The name of the user of that number, with a proxy or without. */
    static Dn nameOf(VoName vo, int number) {
        return new Dn(String.format(Locale.ROOT, "%s/CN=Load User %s %05d", GridPki.NAMESPACE, vo, number));
    }

    /** Writes everything anew unless there are as many users of these VOs, good for hours; says whether it wrote. */
    public boolean write(List<VoName> vos, int usersOfEach, InstantSource clock) {
        if (isStillGood(vos, usersOfEach, clock.instant())) {
            return false;
        }
        GridPki pki = GridPki.create(directory, clock);
        pki.authority().identity().writeCertificate(directory.resolve("ca.pem"));
        writeHost(pki, "localhost", "server/hostcert.pem", "server/hostkey.pem");
        writeHost(pki, "pep1.example.org", "pep/cert.pem", "pep/key.pem");
        Crowd crowd = new Crowd(pki);
        vos.forEach(vo -> crowd.write(vo, usersOfEach));
        writeMessages(vos.get(0));
        TextFile.PUBLIC.write(directory.resolve("crowd.txt"), marker(vos, usersOfEach));
        return true;
    }

    /** Messages for tools that want one in a file: about somebody of the crowd, and about a stranger of any number. */
    private void writeMessages(VoName vo) {
        CrowdPlan plan = new CrowdPlan(List.of(vo), vo, 1, Mix.parse("permit=1"), 1, 1);
        String known = Questions.ATTRIBUTES.about(plan, this).shot(0).message().toString();
        String name = nameOf(vo, 0).value();
        TextFile.PUBLIC.write(directory.resolve("known.xml"), known);
        TextFile.PUBLIC.write(
                directory.resolve("stranger.xml"), known.replace(name, GridPki.NAMESPACE + "/CN=Stranger " + STRANGER));
    }

    private void writeHost(GridPki pki, String name, String certificate, String key) {
        Identity host = pki.authority().issue(pki.hostEntity(name).with(KeyType.EC_P256));
        host.writeCertificate(directory.resolve(certificate));
        host.writeKey(directory.resolve(key));
    }

    private boolean isStillGood(List<VoName> vos, int usersOfEach, Instant now) {
        Path marker = directory.resolve("crowd.txt");
        if (!Files.isReadable(marker)
                || !Files.isReadable(directory.resolve("stranger.xml"))
                || vos.stream().anyMatch(vo -> !Files.isReadable(proxyFile(vo, usersOfEach - 1)))) {
            return false;
        }
        return vos.stream()
                .flatMap(vo -> Pem.readCertificates(proxyFile(vo, 0)).stream())
                .allMatch(certificate -> certificate.getNotAfter().toInstant().isAfter(now.plus(KEPT_IF_VALID_FOR)));
    }

    private static String marker(List<VoName> vos, int usersOfEach) {
        return usersOfEach + " users of each of " + vos + "\n";
    }

    /** Where the proxy of a user is, leaf first; its key is nowhere. */
    Path proxyFile(VoName vo, int number) {
        return directory.resolve("users").resolve(vo.value()).resolve(String.format(Locale.ROOT, "%05d.pem", number));
    }

    /** The users, who are made in one go because the key of their authority is not kept. */
    private final class Crowd {
        private final GridPki pki;
        private final ProxyDraft draft;
        private final List<KeyPair> keys = IntStream.range(0, 2 * SHARED_KEYS)
                .mapToObj(i -> KeyType.RSA_2048.generate())
                .toList();

        Crowd(GridPki pki) {
            this.pki = pki;
            this.draft = pki.proxyDraft(ProxyKind.FULL);
        }

        void write(VoName vo, int users) {
            VomsServer voms = pki.voms(vo, "voms." + vo + ".example.org");
            for (int number = users - 1; number >= 0; number--) {
                proxy(voms, number).writeCertificate(proxyFile(vo, number));
            }
        }

        private Identity proxy(VomsServer voms, int number) {
            int key = number % SHARED_KEYS;
            EndEntity user = EndEntity.user(nameOf(voms.vo(), number), pki.validFor(Duration.ofDays(30)));
            Identity owner = pki.authority().issue(user, keys.get(key));
            return draft.carrying(voms.attributes(owner, List.of(new Fqan("/" + voms.vo())), draft.validity()))
                    .signedBy(owner, keys.get(SHARED_KEYS + key));
        }
    }
}
