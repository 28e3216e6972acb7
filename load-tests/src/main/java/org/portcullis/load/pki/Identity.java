package org.portcullis.load.pki;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.portcullis.profile.Dn;

/** Somebody who can prove who they are: a certificate chain, leaf first and without the root, and the leaf's key. */
public record Identity(List<X509Certificate> chain, PrivateKey key) {
    /** Copies the chain; there is at least one certificate. */
    public Identity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an identity has at least one certificate");
        }
    }

    /** Reads a certificate chain and the key of its leaf; both may stand in the same file, as they do in a proxy. */
    public static Identity read(Path certificates, Path key) {
        return new Identity(Pem.readCertificates(certificates), Pem.readKey(key));
    }

    /** Whoever has a certificate, and its key, that was put before this chain. */
    public Identity followedBy(X509Certificate leaf, PrivateKey leafKey) {
        return new Identity(Stream.concat(Stream.of(leaf), chain.stream()).toList(), leafKey);
    }

    /** The subject of the leaf; that of a proxy ends in the proxy's own common name. */
    public Dn name() {
        return Dn.of(certificate().getSubjectX500Principal());
    }

    /** The leaf. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The certificate of the user or host behind any proxies. */
    public X509Certificate endEntity() {
        return chain.stream()
                .filter(certificate -> certificate.getBasicConstraints() < 0)
                .reduce((nearer, farther) -> farther)
                .orElseThrow(() -> new IllegalStateException("authorities alone in the chain of " + name()));
    }

    /** The certificate of the chain that an authority signed: that of the user or host behind any proxies. */
    public X509Certificate certificateIssuedBy(Dn authority) {
        return chain.stream()
                .filter(certificate ->
                        Dn.of(certificate.getIssuerX500Principal()).equals(authority))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("`" + authority + "` issued nothing to " + name()));
    }

    /** The chain as PEM text, without the key. */
    public String chainPem() {
        return Pem.certificates(chain);
    }

    /** Writes the chain for everybody to read. */
    public void writeCertificate(Path file) {
        TextFile.PUBLIC.write(file, chainPem());
    }

    /** Writes the key for its owner to read only. */
    public void writeKey(Path file) {
        TextFile.KEY.write(file, Pem.key(key));
    }

    /** Writes leaf, key and the rest of the chain into one file for its owner only, as proxies are kept. */
    public void writeProxy(Path file) {
        String rest = Pem.certificates(chain.subList(1, chain.size()));
        TextFile.PROXY.write(file, Pem.certificates(List.of(certificate())) + Pem.key(key) + rest);
    }

    /** Names the identity and nothing else. */
    @Override
    public String toString() {
        return "Identity[" + name() + "]";
    }
}
