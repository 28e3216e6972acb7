package org.portcullis.load.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.italiangrid.voms.VOMSValidators;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.Pem;
import org.portcullis.profile.Fqan;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuickstartTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00.5Z");
    private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\":\"([^\"]*)\"");

    private Path world;

    @BeforeAll
    void writeOnce(@TempDir Path directory) {
        world = directory;
        assertThat(quickstartAt(NOW).write()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "alice,  /C=XX/O=Grid/CN=Alice,       /atlas",
        "victim, /C=XX/O=Grid/CN=Victim,      /atlas",
        "banned, /C=XX/O=Grid/CN=Banned User, /atlas",
        "pilot,  /C=XX/O=Grid/CN=Pilot,       /atlas/Role=pilot",
        "carol,  /C=XX/O=Grid/CN=Carol,       /cms"
    })
    void usersHaveVomsProxiesForTwelveHours(String user, String dn, String fqan) {
        Path home = world.resolve("users").resolve(user);

        Identity owner = Identity.read(home.resolve("cert.pem"), home.resolve("key.pem"));
        Identity proxy = Identity.read(home.resolve("proxy.pem"), home.resolve("proxy.pem"));

        assertThat(owner.name()).hasToString(dn);
        assertThat(proxy.name().withoutProxyNames()).isEqualTo(owner.name());
        assertThat(proxy.chain()).hasSize(2).endsWith(owner.certificate());
        assertThat(proxy.certificate().getNotAfter()).isEqualTo("2026-11-22T21:00:00Z");
        assertThat(fqans(proxy)).containsExactly(Fqan.parse(fqan));
    }

    @ParameterizedTest
    @CsvSource({
        "server/hostkey.pem,   r--------",
        "pep/key.pem,          r--------",
        "wn/key.pem,           r--------",
        "users/alice/key.pem,  r--------",
        "users/alice/proxy.pem, rw-------"
    })
    void onlyOwnersReadKeys(String file, String permissions) throws Exception {
        assertThat(Files.getPosixFilePermissions(world.resolve(file)))
                .isEqualTo(PosixFilePermissions.fromString(permissions));
    }

    @Test
    void hostsAreNamedAsTheirPeersCallThem() throws Exception {
        Identity server = Identity.read(world.resolve("server/hostcert.pem"), world.resolve("server/hostkey.pem"));
        Identity pep = Identity.read(world.resolve("pep/cert.pem"), world.resolve("pep/key.pem"));

        assertThat(server.certificate().getSubjectAlternativeNames())
                .extracting(name -> name.get(1).toString())
                .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(pep.name()).hasToString("/C=XX/O=Grid/CN=pep1.example.org");
        assertThat(Identity.read(world.resolve("wn/cert.pem"), world.resolve("wn/key.pem"))
                        .name())
                .hasToString("/C=XX/O=Grid/CN=wn1.example.org");
    }

    @Test
    void theRogueHostOnlyLooksLikeThePep() throws Exception {
        X509Certificate pep =
                Pem.readCertificates(world.resolve("pep/cert.pem")).get(0);
        X509Certificate rogue =
                Pem.readCertificates(world.resolve("rogue_host.pem")).get(0);

        assertThat(rogue.getSubjectX500Principal()).isEqualTo(pep.getSubjectX500Principal());
        assertThat(rogue.getIssuerX500Principal().getName()).isEqualTo("CN=Rogue CA");
        assertThat(Base64.getDecoder().decode(value("ROGUECERT"))).isEqualTo(rogue.getEncoded());
    }

    @Test
    void valuesHoldWhatTheTemplatesWant() throws Exception {
        assertThat(value("DN")).isEqualTo("/C=XX/O=Grid/CN=Alice");
        assertThat(value("ISSUER")).isEqualTo("/C=XX/O=Grid/CN=Test CA");
        assertThat(value("VO")).isEqualTo("atlas");
        assertThat(value("FQAN")).isEqualTo("/atlas/Role=NULL/Capability=NULL");
        assertThat(value("VICTIM")).isEqualTo("/C=XX/O=Grid/CN=Victim");
        assertThat(value("BANNED")).isEqualTo("/C=XX/O=Grid/CN=Banned User");
        assertThat(value("HOST")).isEqualTo("wn1.example.org");
    }

    @Test
    void valuesHaveTheKeysOfTheExample() throws Exception {
        Path example = Path.of(System.getProperty("portcullis.shared", "."), "badinputs", "values.example.json");
        assumeTrue(Files.isReadable(example), "no example to compare with");

        assertThat(members(world.resolve("values.json")).keySet())
                .isEqualTo(members(example).keySet());
    }

    @ParameterizedTest
    @CsvSource({"CHAIN, alice", "VCHAIN, victim", "OTHERVO_CHAIN, carol"})
    void chainsAreProxiesWithoutTheirKeys(String key, String user) throws Exception {
        byte[] pem = Base64.getDecoder().decode(value(key));

        List<X509Certificate> chain = List.copyOf(
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                        .map(X509Certificate.class::cast)
                        .toList());

        assertThat(chain)
                .isEqualTo(Pem.readCertificates(
                        world.resolve("users").resolve(user).resolve("proxy.pem")));
        assertThat(new String(pem, StandardCharsets.US_ASCII)).doesNotContain("PRIVATE");
    }

    @Test
    void aWorldThatIsStillGoodIsKept() throws Exception {
        String before = Files.readString(world.resolve("values.json"));

        assertThat(quickstartAt(NOW.plus(Duration.ofMinutes(359))).write()).isFalse();

        assertThat(Files.readString(world.resolve("values.json"))).isEqualTo(before);
    }

    @Test
    void aWorldThatIsIncompleteOrNearItsEndIsWrittenAnew(@TempDir Path other) throws Exception {
        new Quickstart(other, InstantSource.fixed(NOW)).write();

        Files.delete(other.resolve("pep/cert.pem"));
        assertThat(new Quickstart(other, InstantSource.fixed(NOW)).write()).isTrue();
        assertThat(new Quickstart(other, InstantSource.fixed(NOW.plus(Duration.ofHours(7)))).write())
                .isTrue();
    }

    private Quickstart quickstartAt(Instant time) {
        return new Quickstart(world, InstantSource.fixed(time));
    }

    private static List<Fqan> fqans(Identity proxy) {
        X509Certificate[] chain = proxy.chain().toArray(X509Certificate[]::new);
        return VOMSValidators.newParser().parse(chain).stream()
                .flatMap(attributes -> attributes.getFQANs().stream())
                .map(Fqan::parse)
                .toList();
    }

    private String value(String key) throws Exception {
        return members(world.resolve("values.json")).getOrDefault(key, "");
    }

    private static Map<String, String> members(Path file) throws Exception {
        Map<String, String> members = new TreeMap<>();
        for (Matcher member = MEMBER.matcher(Files.readString(file)); member.find(); ) {
            members.put(member.group(1), member.group(2));
        }
        return members;
    }
}
