package org.portcullis.profile.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;

/** Chains that can be read, those of which only the owner's name can, and what is no chain. */
class CertificateChainTextTest {
    private static final Dn ALICE = new Dn("/C=XX/O=Grid/CN=Alice");
    private static final Credential UNREAD = new Credential.Recorded(ChainTraits.NONE);
    private static final ASN1ObjectIdentifier PROXY_CERT_INFO = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.14");

    private final byte[] person = certificate("CN=Alice,O=Grid,C=XX", false);
    private final byte[] proxy = certificate("CN=1,CN=Alice,O=Grid,C=XX", true);

    @Test
    void pemAndDerAreRead() {
        for (String text : new String[] {base64(pem(proxy, person)), base64(person)}) {
            Credential.Chain chain = (Credential.Chain) read(text);

            assertThat(CertificateChainText.holder(chain.certificates())).contains(ALICE);
        }
    }

    @Test
    void certificatesThatCannotBeReadStillSayWhoseTheyAre() {
        for (byte[] chain : new byte[][] {broken(person), pem(broken(person)), pem(proxy, broken(person))}) {
            assertThat(read(base64(chain))).isEqualTo(UNREAD);
            assertThat(CertificateChainText.ownerOfUnread(base64(chain))).isEqualTo(ALICE);
        }
    }

    @Test
    void proxiesWithoutAnOwnerAreNoChain() {
        assertNoChain(base64(pem(broken(proxy))));
    }

    @Test
    void whatIsCutShortInFrontOfTheNameIsNoChain() {
        int name = new String(person, ISO_8859_1).indexOf("Alice");

        IntStream.range(0, name).forEach(length -> assertNoChain(base64(Arrays.copyOf(person, length))));
    }

    @Test
    void tooManyAreNoChainWhetherTheyCanBeReadOrNot() {
        for (byte[] certificate : new byte[][] {person, broken(person)}) {
            byte[][] many = Stream.generate(() -> certificate).limit(13).toArray(byte[][]::new);

            assertNoChain(base64(pem(many)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "***", "MAMCAQ==", "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t"})
    void whatIsNotBuiltLikeACertificateIsNoChain(String text) {
        assertNoChain(text);
    }

    @Test
    void aChainThatComesAgainIsKnownByItsWholeText() {
        KnownChains known = new KnownChains(KnownChains.PLACES);
        String good = base64(pem(certificate("CN=Alice", false)));
        Credential first = known.read(good, ReplyTo.UNKNOWN);

        assertThat(known.read(good, ReplyTo.UNKNOWN)).isSameAs(first).isEqualTo(read(good));
        assertThat(known.read(good + "\n", ReplyTo.UNKNOWN)).isNotSameAs(first).isEqualTo(first);
    }

    @Test
    void withoutPlacesEachChainIsReadAnew() {
        KnownChains none = new KnownChains(0);
        String good = base64(pem(certificate("CN=Alice", false)));
        Credential first = none.read(good, ReplyTo.UNKNOWN);

        assertThat(none.read(good, ReplyTo.UNKNOWN)).isNotSameAs(first).isEqualTo(first);
    }

    @Test
    void whatIsNoChainIsNotKnown() {
        KnownChains known = new KnownChains(KnownChains.PLACES);
        String unread = base64(pem(broken(certificate("CN=Alice", false))));

        assertThat(known.read(unread, ReplyTo.UNKNOWN)).isEqualTo(UNREAD);
        assertThat(known.read(unread, ReplyTo.UNKNOWN)).isEqualTo(UNREAD);
        assertThatThrownBy(() -> known.read("AAAA", ReplyTo.UNKNOWN)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> known.read("AAAA", ReplyTo.UNKNOWN)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void longChainsAreReadEachTime() {
        KnownChains known = new KnownChains(KnownChains.PLACES);
        String blank = base64(pem(certificate("CN=Alice", false))) + " ".repeat(16 * 1024);
        Credential first = known.read(blank, ReplyTo.UNKNOWN);

        assertThat(known.read(blank, ReplyTo.UNKNOWN)).isNotSameAs(first).isEqualTo(first);
    }

    private static void assertNoChain(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("not a certificate chain");
    }

    private static Credential read(String text) {
        return CertificateChainText.read(text, ReplyTo.UNKNOWN);
    }

    /** The same, but that it is good until a time that is none. */
    private static byte[] broken(byte[] certificate) {
        int time = new String(certificate, ISO_8859_1).indexOf("261123000000Z");
        byte[] broken = certificate.clone();
        broken[time + 12] = 'X';
        return broken;
    }

    private static byte[] pem(byte[]... certificates) {
        return Stream.of(certificates)
                .map(each -> "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(each)
                        + "\n-----END CERTIFICATE-----\n")
                .collect(Collectors.joining())
                .getBytes(US_ASCII);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] certificate(String subject, boolean proxy) {
        try {
            KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
            X500Principal name = new X500Principal(subject);
            Date from = Date.from(Instant.parse("2026-11-22T00:00:00Z"));
            Date to = Date.from(Instant.parse("2026-11-23T00:00:00Z"));
            var draft = new JcaX509v3CertificateBuilder(name, BigInteger.ONE, from, to, name, keys.getPublic());
            if (proxy) {
                draft.addExtension(PROXY_CERT_INFO, true, DERNull.INSTANCE);
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return draft.build(signer).getEncoded();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
