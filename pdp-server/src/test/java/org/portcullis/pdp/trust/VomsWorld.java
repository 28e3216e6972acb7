package org.portcullis.pdp.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bouncycastle.cert.X509AttributeCertificateHolder;
import org.portcullis.load.pki.AttributeDraft;
import org.portcullis.load.pki.CertificateAuthority;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.KeyType;
import org.portcullis.load.pki.ProxyDraft;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.load.pki.Validity;
import org.portcullis.load.pki.VomsServer;
import org.portcullis.pdp.config.PdpConfig.CrlMode;
import org.portcullis.profile.Dn;
import org.portcullis.profile.VoName;

/** A grid with the VO atlas, its VOMS server, the user Alice, and a second authority trusted for the same names. */
final class VomsWorld implements AutoCloseable {
    final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    final GridPki pki;
    final VomsServer atlas;
    final Identity alice;
    final CertificateAuthority otherAuthority;
    private final GridTrust anchors;
    private final KeyPair proxyKeys = KeyType.EC_P256.generate();

    VomsWorld(Path directory) {
        pki = GridPki.create(directory, InstantSource.fixed(now));
        atlas = pki.voms(new VoName("atlas"), "voms.example.org");
        alice = pki.user("Alice");
        otherAuthority = pki.trust(new Dn(GridPki.NAMESPACE + "/CN=Other CA"), GridPki.NAMESPACE);
        try {
            anchors = GridTrust.open(pki.trusted().path(), CrlMode.REQUIRE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    VomsTrust open() throws IOException {
        return open(InstantSource.fixed(now));
    }

    VomsTrust open(InstantSource clock) throws IOException {
        return VomsTrust.open(pki.vomsDirectory(), anchors, clock);
    }

    GridTrust anchors() {
        return anchors;
    }

    /** What Alice's VOMS server writes for her. */
    AttributeDraft draft() {
        return atlas.draft(alice, new Validity(now.minusSeconds(60), now.plus(Duration.ofHours(12))))
                .saying("/atlas/Role=NULL/Capability=NULL", "/atlas/Role=pilot");
    }

    /** Makes a server one that speaks for a VO. */
    Path writeLsc(String vo, Identity server) throws IOException {
        return writeLsc(vo, "another.lsc", new VomsServer(new VoName(vo), "", server).lsc());
    }

    Path writeLsc(String vo, String file, String text) throws IOException {
        Path directory = Files.createDirectories(pki.vomsDirectory().resolve(vo));
        return Files.writeString(directory.resolve(file), text);
    }

    /** Why attributes are not believed, or what they are if that is not so. */
    static String objection(VomsVerdict verdict) {
        return verdict.match(() -> "none", verified -> "verified", VomsVerdict.Invalid::why);
    }

    /** A chain whose leaf is a proxy of somebody with these attribute certificates. */
    List<X509Certificate> proxy(Identity owner, X509AttributeCertificateHolder... attributes) {
        return proxies().carrying(attributes).signedBy(owner, proxyKeys).chain();
    }

    /** As {@link #proxy}, with any bytes as the VOMS extension. */
    List<X509Certificate> proxy(Identity owner, byte[] vomsExtension) {
        return proxies().carrying(vomsExtension).signedBy(owner, proxyKeys).chain();
    }

    private ProxyDraft proxies() {
        return pki.proxyDraft(ProxyKind.FULL);
    }

    @Override
    public void close() {
        anchors.close();
    }
}
