package org.portcullis.pdp.trust;

import eu.emi.security.authn.x509.impl.PEMCredential;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The server's side of TLS: host credential and grid trust, as one {@link SSLContext}. */
public final class ServerTls {
    private final SSLContext context;
    private final Set<String> hostNames;

    private ServerTls(SSLContext context, Set<String> hostNames) {
        this.context = context;
        this.hostNames = Set.copyOf(hostNames);
    }

    /**
     * Reads certificate and key.
     *
     * @throws IOException if they cannot be read or do not belong together; the message says which
     */
    public static ServerTls open(Path certificate, Path key, GridTrust trust) throws IOException {
        requirePrivate(key);
        try (var keyStream = Files.newInputStream(key);
                var certificateStream = Files.newInputStream(certificate)) {
            PEMCredential credential = new PEMCredential(keyStream, certificateStream, (char[]) null);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {credential.getKeyManager()},
                    new TrustManager[] {new GridTrustManager(trust)},
                    new SecureRandom());
            return new ServerTls(context, names(credential.getCertificate()));
        } catch (NoSuchFileException e) {
            throw new IOException("no such file: " + e.getFile(), e);
        } catch (GeneralSecurityException e) {
            throw new IOException(certificate + " and " + key + " are not a usable host credential", e);
        }
    }

    private static void requirePrivate(Path key) throws IOException {
        var readers = Files.getPosixFilePermissions(key);
        if (readers.contains(PosixFilePermission.OTHERS_READ) || readers.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(key + " is open to everybody, make it mode 0400");
        }
    }

    private static Set<String> names(X509Certificate certificate) throws CertificateException {
        Set<String> names = new HashSet<>();
        var alternatives = certificate.getSubjectAlternativeNames();
        for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
            if (alternative.get(1) instanceof String name) {
                names.add(name.toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    /** For the server's sockets. */
    public SSLContext context() {
        return context;
    }

    /** The DNS names and addresses of the host certificate, in lower case. */
    public Set<String> hostNames() {
        return hostNames;
    }

    /** Accepts clients by {@link GridTrust} alone and offers no list of CAs, which keeps some clients from answering. */
    private static final class GridTrustManager extends X509ExtendedTrustManager {
        private final GridTrust trust;

        GridTrustManager(GridTrust trust) {
            this.trust = trust;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            if (trust.verify(Arrays.asList(chain)).holder().isEmpty()) {
                throw new CertificateException("the client's certificate chain is not valid");
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("this side is the server");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
