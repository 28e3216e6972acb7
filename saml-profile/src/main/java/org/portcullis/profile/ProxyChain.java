package org.portcullis.profile;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The proxy certificates at the head of a certificate chain, leaf first; none if its leaf is its owner's certificate. */
record ProxyChain(List<X509Certificate> proxies) {
    private static final String RFC_3820 = "1.3.6.1.5.5.7.1.14";

    /** RFC 3820, and the draft that came before it. */
    private static final List<String> PROXY_CERT_INFO = List.of(RFC_3820, "1.3.6.1.4.1.3536.1.222");

    /** The policy language 1.3.6.1.4.1.3536.1.1.1.9 in DER. Wherever it stands in the extension, it is taken at its word. */
    private static final String LIMITED = "060b2b060104019b5001010109";

    ProxyChain {
        proxies = List.copyOf(proxies);
    }

    static ProxyChain of(List<X509Certificate> chain) {
        return new ProxyChain(chain.stream().takeWhile(ProxyChain::isProxy).toList());
    }

    Delegation.Kind kind() {
        if (proxies.isEmpty()) {
            return Delegation.Kind.END_ENTITY;
        }
        boolean current = proxies.stream().allMatch(proxy -> proxy.getExtensionValue(RFC_3820) != null);
        return current ? Delegation.Kind.RFC3820 : Delegation.Kind.LEGACY;
    }

    /** Whether any of them is limited: what a limited proxy delegates is limited too. */
    boolean isLimited() {
        return proxies.stream().anyMatch(ProxyChain::isLimited);
    }

    /** How long the leaf was made to live; zero if it is no proxy. */
    Duration leafLifetime() {
        return proxies.stream().findFirst().map(ProxyChain::lifetime).orElse(Duration.ZERO);
    }

    /** How long the first delegation was made to live; zero if there is none. */
    Duration firstLifetime() {
        return proxies.stream()
                .reduce((closer, further) -> further)
                .map(ProxyChain::lifetime)
                .orElse(Duration.ZERO);
    }

    private static Duration lifetime(X509Certificate proxy) {
        return Duration.between(
                proxy.getNotBefore().toInstant(), proxy.getNotAfter().toInstant());
    }

    private static boolean isProxy(X509Certificate certificate) {
        return !extensions(certificate).isEmpty() || isLegacyProxy(certificate, "CN=proxy", "CN=limited proxy");
    }

    private static boolean isLimited(X509Certificate proxy) {
        return isLegacyProxy(proxy, "CN=limited proxy")
                || extensions(proxy).stream().anyMatch(extension -> extension.contains(LIMITED));
    }

    /** Whether it is named like its issuer with one of these parts more (Globus 2). */
    private static boolean isLegacyProxy(X509Certificate certificate, String... names) {
        List<String> subject = Dn.ofAny(certificate.getSubjectX500Principal()).parts();
        List<String> issuer = Dn.ofAny(certificate.getIssuerX500Principal()).parts();
        int last = subject.size() - 1;
        return List.of(names).contains(subject.get(last))
                && subject.subList(0, last).equals(issuer);
    }

    private static List<String> extensions(X509Certificate certificate) {
        return PROXY_CERT_INFO.stream()
                .flatMap(oid -> Stream.ofNullable(certificate.getExtensionValue(oid)))
                .map(HexFormat.of()::formatHex)
                .toList();
    }
}
