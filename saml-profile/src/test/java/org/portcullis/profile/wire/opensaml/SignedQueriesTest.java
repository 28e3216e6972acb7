package org.portcullis.profile.wire.opensaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.profile.ErrorKind.UNACCEPTABLE_SIGNATURE;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.QueryDecoder;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.Seal;
import org.portcullis.profile.wire.Seal.Signer;
import org.portcullis.profile.wire.XmlLimits;

/** Which signatures under a query are taken, and what becomes of all others. */
class SignedQueriesTest {
    private static final QueryDecoder DECODER =
            OpenSamlWire.open().decoder(new QueryGate(XmlLimits.DEFAULTS, Set.of("localhost")));
    private static final KeyPair RSA = TestSigner.rsa(2048);
    private static final KeyPair EC = TestSigner.ec(256);
    private static final KeyPair OTHER = TestSigner.ec(256);
    private static final String EVIL = "/C=XX/O=Grid/CN=Mallory";

    static Stream<TestSigner> signers() {
        Stream<TestSigner> rsa = IntStream.of(256, 384, 512)
                .mapToObj(bits -> TestSigner.with(RSA).withMethod(TestSigner.MORE + "rsa-sha" + bits));
        Stream<TestSigner> ec = IntStream.of(256, 384, 521)
                .mapToObj(bits -> TestSigner.with(TestSigner.ec(bits))
                        .withMethod(TestSigner.MORE + "ecdsa-sha" + Math.min(bits, 512)));
        Stream<TestSigner> digests = Stream.of(TestSigner.MORE + "sha384", "http://www.w3.org/2001/04/xmlenc#sha512")
                .map(digest -> TestSigner.with(EC).withDigest(digest));
        Stream<TestSigner> prefixes = Stream.of(
                TestSigner.with(EC).withPrefixes("env"), TestSigner.with(EC).withPrefixes("saml", "#default"));
        return Stream.of(rsa, ec, digests, prefixes).flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("signers")
    void whatAnotherImplementationSignedIsReadAsIfItWereNotSigned(TestSigner signer) {
        String signed = signer.sign(Queries.good());

        AuthzQuery query = decode(signed, signer.keys().getPublic());

        assertThat(query.request()).isEqualTo(Queries.decode(Queries.good()));
        assertThat(query.seal())
                .isEqualTo(new Seal.Signed(
                        Signer.CALLER, signer.keys().getPublic(), Instant.parse("2026-11-22T10:00:00Z"), false));
    }

    @Test
    void theLeafOfTheSubjectsChainSignsForTheSubject() throws Exception {
        X509Certificate certificate = selfSigned(EC);
        String chain = Base64.getEncoder().encodeToString(certificate.getEncoded());
        String attribute = Queries.attribute("http://authz-interop.org/xacml/subject/cert-chain", chain)
                .replace("#string", "#base64Binary");
        String withChain =
                Queries.with("Subject", attribute).replace("Version=", "Destination=\"https://localhost/\" Version=");

        AuthzQuery query = decode(TestSigner.with(EC).sign(withChain), OTHER.getPublic());

        assertThat(query.seal())
                .isEqualTo(
                        new Seal.Signed(Signer.SUBJECT, EC.getPublic(), Instant.parse("2026-11-22T10:00:00Z"), true));
        assertThat(refusal(TestSigner.with(OTHER).sign(withChain), RSA.getPublic()))
                .isEqualTo(UNACCEPTABLE_SIGNATURE);
    }

    @Test
    void whatIsNotSignedHasNoSeal() {
        assertThat(decode(Queries.good(), EC.getPublic()).seal()).isEqualTo(Seal.NONE);
    }

    @Test
    void nobodyElsesKeyWillDo() {
        String signed = TestSigner.with(OTHER).sign(Queries.good());

        assertThat(refusal(signed, EC.getPublic())).isEqualTo(UNACCEPTABLE_SIGNATURE);
        assertThat(refusal(signed)).isEqualTo(UNACCEPTABLE_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-sha224", "hmac-sha256", "rsa-md5", "ecdsa-sha256"})
    void aSignatureThatClaimsAnotherAlgorithmIsRefused(String algorithm) {
        String signed = TestSigner.with(RSA).sign(Queries.good()).replace("#rsa-sha256", "#" + algorithm);

        assertThat(refusal(signed, RSA.getPublic())).isEqualTo(UNACCEPTABLE_SIGNATURE);
    }

    @Test
    void weakKeysAndWeakDigestsAreRefused() {
        TestSigner weak = TestSigner.with(TestSigner.rsa(1024));
        TestSigner sha1 = TestSigner.with(RSA).withMethod("http://www.w3.org/2000/09/xmldsig#rsa-sha1");
        TestSigner sha1Digest = TestSigner.with(EC).withDigest("http://www.w3.org/2000/09/xmldsig#sha1");

        assertThat(Stream.of(weak, sha1, sha1Digest))
                .allSatisfy(signer -> assertThat(refusal(
                                signer.sign(Queries.good()), signer.keys().getPublic()))
                        .isEqualTo(UNACCEPTABLE_SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
                "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
                "http://www.w3.org/2006/12/xml-c14n11"
            })
    void anotherCanonicalizationIsRefused(String algorithm) {
        String signed = TestSigner.with(EC).withCanonicalization(algorithm).sign(Queries.good());

        assertThat(refusal(signed, EC.getPublic())).isEqualTo(UNACCEPTABLE_SIGNATURE);
    }

    @Test
    void theWholeDocumentOrAnotherElementIsNotTheQuery() {
        String whole = TestSigner.with(EC).withUri("").sign(Queries.good());

        assertThat(refusal(whole, EC.getPublic())).isEqualTo(UNACCEPTABLE_SIGNATURE);
        assertThat(refusal(whole.replace("URI=\"\"", "URI=\"#other\""), EC.getPublic()))
                .isEqualTo(UNACCEPTABLE_SIGNATURE);
    }

    /** What is put where, in a query whose signature would be good without it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            </ds:SignedInfo>   | <ds:Object/>
            </ds:SignedInfo>   | text
            </ds:Transforms>   | <ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/>
            </ds:Signature>    | <ds:Object/>
            </ds:Signature>    | <ds:KeyInfo><ds:RetrievalMethod URI="http://127.0.0.1:1/"/></ds:KeyInfo>
            </ds:Signature>    | <ds:KeyInfo><x xmlns="urn:x"/></ds:KeyInfo>
            </ds:Signature>    | <ds:KeyInfo/><ds:KeyInfo/>
            </ds:SignatureValue> | <x/>
            </env:Body>        | <ds:Signature/>
            """)
    void whatASignatureNeedNotHoldIsRefused(String before, String added) {
        String signed = TestSigner.with(EC).sign(Queries.good());

        assertThat(signed).contains(before);
        assertThat(refusal(signed.replace(before, added + before), EC.getPublic()))
                .isIn(UNACCEPTABLE_SIGNATURE, ErrorKind.MALFORMED_SOAP);
    }

    @Test
    void aSignedQueryIsTheOnlyOneWithItsId() {
        String header = "<env:Header><x Id=\"_q1\"/></env:Header><env:Body>";
        String signed = TestSigner.with(EC).sign(Queries.good()).replace("<env:Body>", header);

        assertThat(refusal(signed, EC.getPublic())).isEqualTo(UNACCEPTABLE_SIGNATURE);
        assertThat(decode(signed.replace("Id=\"_q1\"", "Id=\"_q2\""), EC.getPublic())
                        .seal())
                .isInstanceOf(Seal.Signed.class);
    }

    @Test
    void aKeyThatComesAlongIsNeitherBelievedNorInTheWay() {
        String certificate =
                "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data></ds:KeyInfo>";
        String signed =
                TestSigner.with(EC).sign(Queries.good()).replace("</ds:Signature>", certificate + "</ds:Signature>");

        assertThat(decode(signed, EC.getPublic()).seal()).isInstanceOf(Seal.Signed.class);
        assertThat(refusal(signed, OTHER.getPublic())).isEqualTo(UNACCEPTABLE_SIGNATURE);
    }

    @Test
    void aSignatureSomewhereElseThanUnderTheQueryIsRefused() {
        String signature = "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>";
        String extensions =
                "<p:Extensions xmlns:p=\"urn:oasis:names:tc:SAML:2.0:protocol\">" + signature + "</p:Extensions>";
        String query = Queries.good().replace("<xacml-context:Request>", extensions + "<xacml-context:Request>");

        assertThat(refusal(query, EC.getPublic())).isEqualTo(UNACCEPTABLE_SIGNATURE);
    }

    @Test
    void aSignedQueryTellsWhenItWasSigned() {
        String timeless = Queries.good().replaceFirst(" IssueInstant=\"[^\"]*\"", "");
        String zoneless = Queries.good().replaceFirst("T10:00:00Z", "T10:00:00");

        assertThat(refusal(TestSigner.with(EC).sign(timeless), EC.getPublic())).isEqualTo(ErrorKind.MALFORMED_QUERY);
        assertThat(refusal(TestSigner.with(EC).sign(zoneless), EC.getPublic())).isEqualTo(ErrorKind.MALFORMED_QUERY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aForgedQueryIsNotHeldUpByTheSignatureOfAnother(int way) {
        String signed = TestSigner.with(EC).sign(Queries.good());

        ErrorKind refusal = refusal(SignatureWrapping.wrap(way, signed, EVIL), EC.getPublic());

        assertThat(refusal)
                .isEqualTo(
                        switch (way) {
                            case 2, 3, 4, 5 -> ErrorKind.MALFORMED_QUERY;
                            default -> UNACCEPTABLE_SIGNATURE;
                        });
    }

    private static AuthzQuery decode(String query, PublicKey... keys) {
        return DECODER.decode(query.getBytes(UTF_8), List.of(keys));
    }

    private static ErrorKind refusal(String query, PublicKey... keys) {
        try {
            throw new AssertionError("not refused: " + decode(query, keys));
        } catch (ProtocolException e) {
            return e.kind();
        }
    }

    private static X509Certificate selfSigned(KeyPair keys) throws Exception {
        X500Principal alice = new X500Principal("CN=Alice,O=Grid,C=XX");
        Date from = Date.from(Instant.parse("2026-11-22T00:00:00Z"));
        Date to = Date.from(Instant.parse("2026-11-23T00:00:00Z"));
        var draft = new JcaX509v3CertificateBuilder(alice, BigInteger.ONE, from, to, alice, keys.getPublic());
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(draft.build(signer));
    }
}
