package org.portcullis.load.pki;

import static org.assertj.core.api.Assertions.assertThat;

import eu.emi.security.authn.x509.CrlCheckingMode;
import eu.emi.security.authn.x509.NamespaceCheckingMode;
import eu.emi.security.authn.x509.OCSPCheckingMode;
import eu.emi.security.authn.x509.OCSPParametes;
import eu.emi.security.authn.x509.ProxySupport;
import eu.emi.security.authn.x509.RevocationParameters;
import eu.emi.security.authn.x509.ValidationErrorCode;
import eu.emi.security.authn.x509.ValidationResult;
import eu.emi.security.authn.x509.impl.OpensslCertChainValidator;
import eu.emi.security.authn.x509.impl.ValidatorParams;
import eu.emi.security.authn.x509.proxy.ProxyChainInfo;
import eu.emi.security.authn.x509.proxy.ProxyType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.italiangrid.voms.VOMSAttribute;
import org.italiangrid.voms.VOMSValidators;
import org.italiangrid.voms.ac.VOMSACValidator;
import org.italiangrid.voms.ac.VOMSValidationResult;
import org.italiangrid.voms.store.VOMSTrustStores;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** The libraries that grid services use read our files and believe what they should. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GridLibrariesAgreeTest {
    private static final Fqan MEMBER = new Fqan("/atlas");
    private static final Fqan PILOT = new Fqan("/atlas/Role=pilot");

    private GridPki pki;
    private Identity alice;
    private VomsServer atlas;

    @BeforeAll
    void makePki(@TempDir Path directory) {
        pki = GridPki.create(directory, InstantSource.system());
        alice = pki.user("Alice");
        atlas = pki.voms(new VoName("atlas"), "voms.example.org");
    }

    @Test
    void usersAndTheirProxiesAreValid() {
        assertThat(validate(alice).isValid()).isTrue();
        assertThat(validate(pki.proxy(pki.proxy(alice))).isValid()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(ProxyKind.class)
    void everyKindOfProxyIsSeenAsWhatItIs(ProxyKind kind) throws Exception {
        Identity proxy = pki.proxyDraft(kind).signedBy(alice);

        ProxyChainInfo seen = new ProxyChainInfo(array(proxy));

        boolean isLegacy = kind == ProxyKind.LEGACY || kind == ProxyKind.LEGACY_LIMITED;
        boolean isLimited = kind == ProxyKind.LIMITED || kind == ProxyKind.LEGACY_LIMITED;
        assertThat(validate(proxy).isValid()).isTrue();
        assertThat(seen.getProxyType().toProxyType()).isEqualTo(isLegacy ? ProxyType.LEGACY : ProxyType.RFC3820);
        assertThat(seen.isLimited()).isEqualTo(isLimited);
    }

    @Test
    void revokedIsRevoked() {
        Identity revoked = pki.user("Revoked User");
        Identity alsoRevoked = pki.user("Also Revoked");

        pki.revoke(revoked);
        pki.revoke(alsoRevoked);

        assertThat(validate(revoked).getErrors())
                .extracting(error -> error.getErrorCode())
                .contains(ValidationErrorCode.certRevoked);
        assertThat(validate(pki.proxy(alsoRevoked)).isValid()).isFalse();
        assertThat(validate(alice).isValid()).isTrue();
    }

    @Test
    void untrustedAuthoritiesVouchForNobody() {
        CertificateAuthority rogue = pki.untrusted(new Dn("/CN=Rogue CA"));
        Identity forged = rogue.issue(EndEntity.user(alice.name(), pki.validFor(Duration.ofDays(1))));

        assertThat(validate(forged).isValid()).isFalse();
    }

    @Test
    void authoritiesStayInTheirNamespace() {
        CertificateAuthority other = pki.trust(new Dn("/C=YY/O=Other/CN=Other CA"), "/C=YY/O=Other");
        Validity day = pki.validFor(Duration.ofDays(1));

        assertThat(validate(other.issue(EndEntity.user(new Dn("/C=YY/O=Other/CN=Bob"), day)))
                        .isValid())
                .isTrue();
        assertThat(validate(other.issue(EndEntity.user(alice.name(), day))).isValid())
                .isFalse();
    }

    @Test
    void vomsAttributesAreRead() {
        Identity proxy = pki.vomsProxy(alice, atlas, MEMBER, PILOT);

        List<VOMSAttribute> attributes = validateAttributes(proxy).stream()
                .map(VOMSValidationResult::getAttributes)
                .toList();

        assertThat(validate(proxy).isValid()).isTrue();
        assertThat(attributes).singleElement().satisfies(attribute -> {
            assertThat(attribute.getVO()).isEqualTo("atlas");
            assertThat(attribute.getFQANs().stream().map(Fqan::parse)).containsExactly(MEMBER, PILOT);
            assertThat(attribute.getHolderSerialNumber())
                    .isEqualTo(alice.certificate().getSerialNumber());
        });
    }

    @Test
    void aServerWithoutLscFileIsNoVomsServer() {
        VomsServer impostor = new VomsServer(new VoName("atlas"), "impostor.example.org", pki.host("impostor"));

        assertThat(validateAttributes(pki.vomsProxy(alice, impostor, MEMBER)))
                .extracting(VOMSValidationResult::isValid)
                .containsExactly(false);
    }

    @Test
    void lscFilesNameTheServerAndItsAuthority() throws Exception {
        Path file = pki.vomsDirectory().resolve("atlas").resolve("voms.example.org.lsc");

        assertThat(Files.readString(file)).isEqualTo("""
                        /C=XX/O=Grid/CN=voms.example.org
                        /C=XX/O=Grid/CN=Test CA
                        """);
    }

    private ValidationResult validate(Identity identity) {
        OpensslCertChainValidator validator = validator();
        try {
            return validator.validate(array(identity));
        } finally {
            validator.dispose();
        }
    }

    private List<VOMSValidationResult> validateAttributes(Identity proxy) {
        OpensslCertChainValidator chains = validator();
        VOMSACValidator validator = VOMSValidators.newValidator(
                VOMSTrustStores.newTrustStore(List.of(pki.vomsDirectory().toString())), chains);
        try {
            return validator.validateWithResult(array(proxy));
        } finally {
            validator.shutdown();
        }
    }

    private OpensslCertChainValidator validator() {
        RevocationParameters revocation =
                new RevocationParameters(CrlCheckingMode.REQUIRE, new OCSPParametes(OCSPCheckingMode.IGNORE));
        return new OpensslCertChainValidator(
                pki.trusted().path().toString(),
                true,
                NamespaceCheckingMode.EUGRIDPMA_AND_GLOBUS_REQUIRE,
                -1,
                new ValidatorParams(revocation, ProxySupport.ALLOW),
                false);
    }

    private static X509Certificate[] array(Identity identity) {
        return identity.chain().toArray(X509Certificate[]::new);
    }
}
