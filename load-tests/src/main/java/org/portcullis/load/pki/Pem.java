package org.portcullis.load.pki;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Certificates, keys and revocation lists as PEM text. Keys are never encrypted: they are thrown away. */
public final class Pem {
    private static final int LINE_LENGTH = 64;

    private Pem() {}

    static String certificates(List<X509Certificate> chain) {
        StringBuilder text = new StringBuilder();
        try {
            for (X509Certificate certificate : chain) {
                text.append(block("CERTIFICATE", certificate.getEncoded()));
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate without an encoding", e);
        }
        return text.toString();
    }

    static String key(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    static String revocationList(X509CRL list) {
        try {
            return block("X509 CRL", list.getEncoded());
        } catch (CRLException e) {
            throw new IllegalArgumentException("a revocation list without an encoding", e);
        }
    }

    private static String block(String type, byte[] der) {
        Base64.Encoder base64 = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'});
        return "-----BEGIN " + type + "-----\n" + base64.encodeToString(der) + "\n-----END " + type + "-----\n";
    }

    /** Every certificate of a file, in the order of the file. */
    public static List<X509Certificate> readCertificates(Path file) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (Object block : blocks(file)) {
                if (block instanceof X509CertificateHolder certificate) {
                    certificates.add(new JcaX509CertificateConverter().getCertificate(certificate));
                }
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException("not a certificate: `" + file + "`", e);
        }
        return List.copyOf(certificates);
    }

    static PrivateKey readKey(Path file) {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        try {
            for (Object block : blocks(file)) {
                if (block instanceof PrivateKeyInfo key) {
                    return converter.getPrivateKey(key);
                }
                if (block instanceof PEMKeyPair pair) {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key in `" + file + "`", e);
        }
        throw new IllegalArgumentException("no unencrypted private key in `" + file + "`");
    }

    static X509CRL readRevocationList(Path file) {
        try {
            for (Object block : blocks(file)) {
                if (block instanceof X509CRLHolder list) {
                    return new JcaX509CRLConverter().getCRL(list);
                }
            }
        } catch (CRLException e) {
            throw new IllegalArgumentException("not a revocation list: `" + file + "`", e);
        }
        throw new IllegalArgumentException("no revocation list in `" + file + "`");
    }

    private static List<Object> blocks(Path file) {
        List<Object> blocks = new ArrayList<>();
        try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.US_ASCII);
                PEMParser parser = new PEMParser(text)) {
            for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
                blocks.add(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read `" + file + "`: " + e.getMessage(), e);
        }
        return blocks;
    }
}
