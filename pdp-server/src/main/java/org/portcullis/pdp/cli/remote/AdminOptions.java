package org.portcullis.pdp.cli.remote;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.portcullis.client.credential.GridCredential;
import org.portcullis.client.credential.TrustedCas;
import org.portcullis.pdp.config.ConfigException;
import picocli.CommandLine.Option;

/** The options that have the admin port of a server asked, and say how to prove who asks. */
public final class AdminOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Through the admin port of this server, as https://authz.example.org:9443.")
    private @Nullable URI server;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "With --server: your certificate (default: $X509_USER_CERT, ~/.globus/usercert.pem).")
    private @Nullable Path certificate;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "With --server: its key, not encrypted (default: $X509_USER_KEY, ~/.globus/userkey.pem).")
    private @Nullable Path key;

    @Option(
            names = "--ca-dir",
            paramLabel = "DIR",
            description =
                    "With --server: CAs in grid layout (default: $X509_CERT_DIR, /etc/grid-security/certificates).")
    private @Nullable Path caDirectory;

    @Option(
            names = "--socket",
            paramLabel = "FILE",
            description =
                    "Through this socket of the server on this machine (admin.socket), when certificates are broken.")
    private @Nullable Path socket;

    /** Whether a server was named. */
    public boolean isGiven() {
        return server != null || socket != null;
    }

    /**
     * The server that was named, asked with this credential; or the one behind the socket.
     *
     * @throws ConfigException if credential, authorities or address cannot be used
     */
    public AdminPort port() {
        if (socket != null) {
            return new LocalPort(socket);
        }
        return client(Optional.ofNullable(server).orElseThrow(), (name, session) -> false);
    }

    /** The same credential for another address, and for certificates that are believed whatever their name. */
    AdminClient client(URI address, HostnameVerifier names) {
        if (!"https".equals(address.getScheme()) || address.getHost() == null) {
            throw new ConfigException(
                    List.of("`" + address + "` is no admin port: give one as https://authz.example.org:9443"));
        }
        return new AdminClient(address, tls(), names);
    }

    /** Whether there is a certificate to show. */
    boolean hasCertificate() {
        return Files.isReadable(certificate()) && Files.isReadable(key());
    }

    private SSLSocketFactory tls() {
        try {
            GridCredential credential = GridCredential.ofFiles(certificate(), key());
            Path authorities = place(caDirectory, "X509_CERT_DIR", Path.of("/etc/grid-security/certificates"));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {credential.keyManager()},
                    TrustedCas.ofDirectory(authorities).trustManagers(),
                    null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new ConfigException(List.of("the server cannot be asked: " + e.getMessage()));
        }
    }

    private Path certificate() {
        return place(certificate, "X509_USER_CERT", home(".globus/usercert.pem"));
    }

    private Path key() {
        return place(key, "X509_USER_KEY", home(".globus/userkey.pem"));
    }

    private static Path home(String file) {
        return Path.of(System.getProperty("user.home", "/"), file);
    }

    private static Path place(@Nullable Path given, String variable, Path otherwise) {
        return Optional.ofNullable(given)
                .or(() -> Optional.ofNullable(System.getenv(variable)).map(Path::of))
                .orElse(otherwise);
    }
}
