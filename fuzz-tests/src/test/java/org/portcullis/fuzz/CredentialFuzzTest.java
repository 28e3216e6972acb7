package org.portcullis.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.portcullis.pdp.config.PdpConfig.CrlMode;
import org.portcullis.pdp.trust.ChainVerdict;
import org.portcullis.pdp.trust.GridTrust;
import org.portcullis.pdp.trust.VomsTrust;
import org.portcullis.pdp.trust.VomsVerdict;
import org.portcullis.profile.Credential;
import org.portcullis.profile.VoName;

/** What a stranger puts into certificates: it proves what it ought to, or nothing, and never throws. */
class CredentialFuzzTest {
    private static final World WORLD = World.create("credentials");
    private static final GridTrust ANCHORS = anchors();
    private static final VomsTrust ATTRIBUTES = attributes();
    private static final byte[] GENUINE = WORLD.genuineAttributes();
    private static final HexFormat HEX = HexFormat.of();
    private static final String INHERIT_ALL = "06082b06010505071501";
    private static final String LIMITED = "060b2b060104019b5001010109";

    /** The extension that makes a proxy: only the two policies that are known stand for their owner. */
    @FuzzTest
    void proxyCertInfo(byte[] bytes) {
        List<X509Certificate> chain = WORLD.proxyWithPolicy(bytes);

        ChainVerdict verdict = OneSecond.of(() -> ANCHORS.verify(chain, WORLD.now()));

        boolean limited = HEX.formatHex(bytes).contains(LIMITED);
        assertThat(new Credential.Chain(chain).traits().limited()).isEqualTo(limited);
        if (verdict.holder().isPresent()) {
            assertThat(verdict.holder()).contains(WORLD.alice().name());
            assertThat(limited || HEX.formatHex(bytes).contains(INHERIT_ALL)).isTrue();
        }
    }

    /** The extension with VOMS attributes: only what the server of the VO signed, to the bit, is believed. */
    @FuzzTest
    void vomsAc(byte[] bytes) {
        byte[] extension = Input.patched(bytes, GENUINE);
        List<X509Certificate> chain = WORLD.proxyWithAttributes(extension);

        VomsVerdict verdict = OneSecond.of(() -> ATTRIBUTES.verify(chain, WORLD.now()));

        assertThat(verdict instanceof VomsVerdict.Verified)
                .isEqualTo(HEX.formatHex(extension).equals(HEX.formatHex(GENUINE)));
    }

    /** One more LSC file, of another VO: it lets nobody speak for atlas, and keeps nobody from it. */
    @FuzzTest
    void lscFile(byte[] bytes) throws IOException {
        Files.createDirectories(WORLD.pki().vomsDirectory().resolve("cms"));
        Files.write(WORLD.pki().vomsDirectory().resolve("cms/fuzz.lsc"), bytes);
        List<X509Certificate> chain = WORLD.proxyWithAttributes(GENUINE);

        VomsVerdict verdict = Attempt.at(IOException.class, CredentialFuzzTest::open)
                .value()
                .orElseThrow()
                .verify(chain, WORLD.now());

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        VomsVerdict.Verified.class,
                        verified -> assertThat(verified.vo()).isEqualTo(new VoName("atlas")));
    }

    private static VomsTrust open() throws IOException {
        return VomsTrust.open(WORLD.pki().vomsDirectory(), ANCHORS, InstantSource.fixed(WORLD.now()));
    }

    private static GridTrust anchors() {
        try {
            return GridTrust.open(WORLD.pki().trusted().path(), CrlMode.REQUIRE);
        } catch (IOException e) {
            throw new IllegalStateException("the grid cannot be read", e);
        }
    }

    private static VomsTrust attributes() {
        try {
            return open();
        } catch (IOException e) {
            throw new IllegalStateException("the grid cannot be read", e);
        }
    }
}
