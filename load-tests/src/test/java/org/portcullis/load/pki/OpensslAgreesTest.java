package org.portcullis.load.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.profile.Dn;

/** The OpenSSL command believes what we issue, and disbelieves what it should. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpensslAgreesTest {
    private Path directory;
    private GridPki pki;
    private Identity alice;

    @BeforeAll
    void makePki(@TempDir Path temporary) {
        directory = temporary;
        pki = GridPki.create(directory, InstantSource.system());
        alice = pki.user("Alice");
    }

    @Test
    void usersAreValid() throws Exception {
        assertThat(verdictOn(alice)).endsWith(": OK");
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void hostsAreValidForTheirNames(KeyType keyType) throws Exception {
        Identity host = pki.authority().issue(pki.hostEntity("wn1.example.org").with(keyType));

        assertThat(verdictOn(host, "-verify_hostname", "wn1.example.org")).endsWith(": OK");
        assertThat(verdictOn(host, "-verify_ip", "127.0.0.1")).endsWith(": OK");
        assertThat(verdictOn(host, "-verify_ip", "::1")).endsWith(": OK");
        assertThat(verdictOn(host, "-verify_hostname", "wn2.example.org")).contains("hostname mismatch");
    }

    @ParameterizedTest
    @EnumSource(
            value = ProxyKind.class,
            names = {"FULL", "LIMITED", "INDEPENDENT"})
    void rfcProxiesAreValidAndMayBeDelegated(ProxyKind kind) throws Exception {
        Identity proxy = pki.proxyDraft(kind).signedBy(alice);
        Identity delegated = pki.proxyDraft(kind).signedBy(proxy);

        assertThat(verdictOn(proxy)).endsWith(": OK");
        assertThat(verdictOn(delegated)).endsWith(": OK");
    }

    @Test
    void aProxyIsNoProxyWithoutBeingAskedFor() throws Exception {
        Identity proxy = pki.proxy(alice);

        String verdict = Openssl.run("verify", "-CApath", pki.trusted().path(), "-untrusted", file(alice), file(proxy));

        assertThat(verdict).contains("proxy certificates not allowed");
    }

    @Test
    void pathLengthEndsTheChain() throws Exception {
        Identity last = pki.proxyDraft(ProxyKind.FULL).followedByAtMost(0).signedBy(alice);
        Identity tooMany = pki.proxy(last);

        assertThat(verdictOn(last)).endsWith(": OK");
        assertThat(verdictOn(tooMany)).contains("proxy path length constraint exceeded");
    }

    @Test
    void revokedIsRevoked() throws Exception {
        Identity revoked = pki.user("Revoked User");
        assertThat(verdictOn(revoked, "-crl_check")).endsWith(": OK");

        pki.revoke(pki.proxy(revoked));

        assertThat(verdictOn(revoked, "-crl_check")).contains("certificate revoked");
        assertThat(verdictOn(alice, "-crl_check")).endsWith(": OK");
    }

    @Test
    void untrustedAuthoritiesVouchForNobody() throws Exception {
        CertificateAuthority rogue = pki.untrusted(new Dn("/CN=Rogue CA"));
        Identity forged = rogue.issue(EndEntity.user(alice.name(), pki.validFor(Duration.ofDays(1))));

        assertThat(verdictOn(forged)).contains("unable to get local issuer certificate");
    }

    @Test
    void timesOutsideTheValidityAreRefused() throws Exception {
        Instant now = Instant.now();
        Validity over = new Validity(now.minusSeconds(7200), now.minusSeconds(3600));
        Identity expired = pki.authority().issue(EndEntity.user(new Dn("/C=XX/O=Grid/CN=Expired"), over));

        assertThat(verdictOn(expired)).contains("certificate has expired");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/C=XX/O=Grid/CN=Test CA",
                "/CN=Rogue CA",
                "/DC=org/DC=Example/O=  Outer and   inner Blanks  /CN=CAPITALS",
                "/C=XX/O=Grille d'été/CN=ÉCOLE Ωmega 東京",
                "/C=XX/O=Grid/CN=host\\/with, \"specials\"; #1 + 2/emailAddress=CA@Example.ORG",
                "/C=XX/ST=State/L=Town/STREET=Way 1/serialNumber=12/UID=ca/SN=Last/GN=First/title=Dr/CN=x"
            })
    void fileNamesAreWhatOpensslCallsThem(String name) throws Exception {
        CertificateAuthority authority = pki.untrusted(new Dn(name.replace("\\/", "-")));
        Path file = directory.resolve("hashed.pem");
        authority.identity().writeCertificate(file);

        String hash = Openssl.run("x509", "-hash", "-noout", "-in", file);

        assertThat(SubjectHash.of(authority.name()).value()).isEqualTo(hash);
    }

    private String verdictOn(Identity identity, String... more) throws Exception {
        List<Object> arguments = new ArrayList<>(
                List.of("verify", "-allow_proxy_certs", "-CApath", pki.trusted().path(), "-untrusted", file(identity)));
        arguments.addAll(List.of(more));
        arguments.add(file(identity));
        return Openssl.run(arguments.toArray());
    }

    private Path file(Identity identity) {
        Path file = directory.resolve("verified-" + System.identityHashCode(identity) + ".pem");
        identity.writeCertificate(file);
        return file;
    }
}
