package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.KeyType;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.load.pki.VomsServer;
import org.portcullis.pdp.trust.Forgery;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** Proxies made by Debian's own tools from a user of the kit, at a running server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GridToolsAreServedTest {
    private static final String MEMBER = "voms-proxy-fake -rfc -fqan /atlas";
    private static final String PILOT = "voms-proxy-fake -rfc -fqan /atlas/Role=pilot -fqan /atlas";

    private TestSite site;
    private PdpServer server;
    private GridTools tools;
    private VomsServer voms;
    private VomsServer elliptic;
    private Identity alice;

    @BeforeAll
    void startServer(@TempDir Path directory) throws IOException {
        assumeTrue(GridTools.areInstalled(), "SKIPPED: voms-clients or globus-proxy-utils are not installed");
        site = TestSite.in(directory);
        site.write("etc/peps.yaml", site.read("etc/peps.yaml") + """

                pilots:
                  fqans: [/atlas/Role=pilot]
                  networks: [127.0.0.0/8]
                  proof-of-possession: none
                """);
        site.replace("etc/policy/data/owners.yaml", "enabled: true", "enabled: false");
        voms = site.pki().voms(new VoName("atlas"), "voms.example.org");
        elliptic = site.pki().voms(new VoName("atlas"), "voms-ec.example.org", KeyType.EC_P256);
        alice = site.pki().user("Alice");
        server = site.start();
        Path workshop = Files.createDirectory(directory.resolve("workshop"));
        tools = new GridTools(workshop, site.pki().trusted().path());
    }

    @AfterAll
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "voms-proxy-fake -rfc -fqan /atlas, atlas\\d+",
        "voms-proxy-fake -rfc -fqan /atlas -newformat, atlas\\d+",
        "voms-proxy-fake -fqan /atlas, atlas\\d+",
        "voms-proxy-fake -rfc -fqan /atlas/Role=NULL/Capability=NULL, atlas\\d+",
        "voms-proxy-fake -rfc -fqan /atlas/Role=pilot -fqan /atlas, atlasplt\\d*",
        "voms-proxy-fake -rfc -fqan /atlas/nl/Role=NULL/Capability=NULL -fqan /atlas, atlas\\d+",
        "voms-proxy-fake -rfc -limited -fqan /atlas, atlas\\d+",
        "voms-proxy-fake -rfc -fqan /atlas -hours 24 -vomslife 24, atlas\\d+",
        "voms-proxy-fake -rfc -fqan /atlas; grid-proxy-init -rfc, atlas\\d+",
        "voms-proxy-fake -rfc -fqan /atlas; grid-proxy-init -limited, atlas\\d+",
        "voms-proxy-fake -rfc -fqan /atlas -path-length 2; grid-proxy-init; grid-proxy-init, atlas\\d+"
    })
    void subjectsHaveTheAccountOfWhatTheirToolWrote(String commands, String account) throws IOException {
        Identity subject = tools.after(commands, alice, voms);

        Exchange.Reply reply = site.asPep(server).post(Questions.direct(subject.chain()));

        assertThat(reply.decision()).isEqualTo("Permit");
        assertThat(reply.user()).matches(account);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grid-proxy-init", "grid-proxy-init -limited", "voms-proxy-init -rfc"})
    void withoutVomsTheirChainsProveAPersonWithoutVo(String commands) throws IOException {
        assertThat(asked(tools.after(commands, alice, voms))).isEqualTo("Deny vo-unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "voms-proxy-fake -proxyver 2 -fqan /atlas, credential-invalid",
        "voms-proxy-fake -proxyver 3 -fqan /atlas, credential-invalid",
        "voms-proxy-fake -rfc -bits 1024 -fqan /atlas, credential-invalid",
        "voms-proxy-fake -rfc -newsubject /C=XX/O=Grid/CN=Mallory -fqan /atlas, credential-invalid",
        "voms-proxy-fake -rfc -keyusage keyCertSign -fqan /atlas; grid-proxy-init, credential-invalid",
        "voms-proxy-fake -rfc -fqan /cms, credential-invalid",
        "voms-proxy-fake -rfc -fqan /atlas -fqan /cms/Role=production, credential-invalid",
        "voms-proxy-fake -rfc -fqan /atlas -target ce.example.org, credential-invalid",
        "voms-proxy-fake -rfc -fqan /atlas -vomslife 100, ac-too-long",
        "voms-proxy-fake -rfc -fqan /atlas -pastac 20:00 -vomslife 1, vo-unknown",
        "voms-proxy-fake -rfc -fqan /atlas -pastproxy 20:00 -hours 1, credential-expired",
        "voms-proxy-fake -rfc -fqan /atlas -path-length 0; grid-proxy-init, credential-invalid",
        "voms-proxy-fake -rfc -fqan /atlas; grid-proxy-init; grid-proxy-init, credential-invalid",
        "voms-proxy-fake -rfc -fqan /atlas; grid-proxy-init -independent, credential-invalid",
        "voms-proxy-fake -rfc -newissuer /C=XX/O=Grid/CN=Mallory -fqan /atlas, credential-invalid",
        "grid-proxy-init -old, credential-invalid",
        "grid-proxy-init -draft, credential-invalid"
    })
    void whatIsWrongIsDenied(String commands, String reason) throws IOException {
        assertThat(asked(tools.after(commands, alice, voms))).isEqualTo("Deny " + reason);
    }

    @Test
    void serversThatAreNotTheVosGiveNothing() throws IOException {
        VomsServer impostor =
                new VomsServer(new VoName("atlas"), "x.example.org", site.pki().host("x.example.org"));

        assertThat(asked(tools.after(MEMBER, alice, impostor))).isEqualTo("Deny vo-unknown");
    }

    /** {@code voms-proxy-fake} signs with RSA keys only, so that the attributes come from the kit. */
    @Test
    void ellipticUsersDelegateAsOthersDo() throws IOException {
        Identity owner = site.pki().user("Elli", KeyType.EC_P256);
        Identity proxy = tools.after("grid-proxy-init", owner, voms);
        Identity member = site.pki().vomsProxy(proxy, elliptic, new Fqan("/atlas"));

        assertThat(asked(proxy)).isEqualTo("Deny vo-unknown");
        assertThat(asked(member)).startsWith("Permit");
    }

    /** {@code voms-proxy-fake} calls an ECDSA signature RSA. */
    @Test
    void aSignatureUnderAnotherNameIsDenied() throws IOException {
        assertThat(asked(tools.after(MEMBER, alice, elliptic))).isEqualTo("Deny credential-invalid");
    }

    /** One bit of the leaf is another: in the attributes, in the key, in the signature. */
    @ParameterizedTest
    @ValueSource(strings = {"/atlas/Role=pilot", "voms.example.org", "Alice"})
    void aChangedLeafIsDenied(String text) throws IOException {
        Identity pilot = tools.after(PILOT, alice, voms);
        Identity changed = Forgery.of(pilot).flippingABitOf(text);
        Identity unsigned = Forgery.of(pilot).flippingTheLastBit();

        assertThat(asked(changed)).isEqualTo("Deny credential-invalid");
        assertThat(asked(unsigned)).isEqualTo("Deny credential-invalid");
    }

    /** A user owns the key that signs the proxy, and so may write into it whatever he likes. */
    @Test
    void attributesChangedByTheirOwnHolderAreDenied() throws IOException {
        byte[] attributes = Forgery.attributes(tools.after(PILOT, alice, voms).chain());
        byte[] others = Forgery.replace(attributes, "/atlas/Role=pilot", "/atlas/Role=lcgad");
        byte[] flipped = attributes.clone();
        flipped[flipped.length - 1] ^= 1;

        assertThat(asked(carrying(attributes, alice))).startsWith("Permit");
        assertThat(asked(carrying(others, alice))).isEqualTo("Deny credential-invalid");
        assertThat(asked(carrying(flipped, alice))).isEqualTo("Deny credential-invalid");
    }

    @Test
    void attributesOfAnotherHolderAreDenied() throws IOException {
        byte[] attributes = Forgery.attributes(tools.after(MEMBER, alice, voms).chain());

        assertThat(asked(carrying(attributes, site.pki().user("Bob")))).isEqualTo("Deny credential-invalid");
        assertThat(asked(carrying(attributes, site.pki().user("Alice")))).isEqualTo("Deny credential-invalid");
    }

    @Test
    void pilotsCallWithWhatTheirToolWrote() throws IOException {
        Identity pilot = tools.after(PILOT, site.pki().user("PA1"), voms);
        Identity delegated = tools.after(PILOT + "; grid-proxy-init", site.pki().user("PA1"), voms);
        Identity payload = tools.after(MEMBER, alice, voms);

        assertThat(asked(pilot, payload)).startsWith("Permit");
        assertThat(asked(delegated, payload)).startsWith("Permit");
        assertThat(asked(tools.after(MEMBER, site.pki().user("PA1"), voms), payload))
                .isEqualTo("RequestDenied");
    }

    @Test
    void changedPilotsDoNotCall() throws IOException {
        Identity owner = site.pki().user("PA1");
        Identity pilot = tools.after(PILOT, owner, voms);
        Identity payload = tools.after(MEMBER, alice, voms);
        byte[] member = Forgery.attributes(tools.after("voms-proxy-fake -rfc -fqan /atlas/Role=nobod", owner, voms)
                .chain());
        byte[] promoted = Forgery.replace(member, "/atlas/Role=nobod", "/atlas/Role=pilot");

        assertThat(asked(carrying(promoted, owner), payload)).isEqualTo("RequestDenied");
        assertThat(asked(carrying(Forgery.attributes(pilot.chain()), site.pki().user("PA2")), payload))
                .isEqualTo("RequestDenied");
        assertThat(asked(Forgery.of(pilot).flippingTheLastBit(), payload)).isEqualTo("no connection");
    }

    private Identity carrying(byte[] attributes, Identity owner) {
        return site.pki().proxyDraft(ProxyKind.FULL).carrying(attributes).signedBy(owner);
    }

    private String asked(Identity subject) throws IOException {
        return said(site.asPep(server).post(Questions.direct(subject.chain())));
    }

    private String asked(Identity pilot, Identity payload) {
        try {
            String question = Questions.payload(payload.chain(), "/C=XX/O=Grid/CN=PA1", "/atlas/Role=pilot");
            return said(site.as(pilot, server).post(question));
        } catch (IOException e) {
            return "no connection";
        }
    }

    private String said(Exchange.Reply reply) {
        if (reply.body().contains("RequestDenied")) {
            return "RequestDenied";
        }
        List<String> lines = site.auditLines();
        String reason = lines.get(lines.size() - 1).replaceAll(".*\"reason\":\"([^\"]*)\".*", "$1");
        return (reply.decision() + " " + reason).strip();
    }
}
