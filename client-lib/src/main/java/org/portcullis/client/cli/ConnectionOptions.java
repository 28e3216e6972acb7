package org.portcullis.client.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portcullis.client.PortcullisClient;
import org.portcullis.client.PortcullisClientBuilder;
import org.portcullis.client.Timeouts;
import org.portcullis.client.credential.GridCredential;
import org.portcullis.client.credential.TrustedCas;
import picocli.CommandLine.Option;

/** The options that say whom to ask and how to prove who asks. Filled by picocli, then only read. */
final class ConnectionOptions {
    @Option(
            names = {"-s", "--servers"},
            required = true,
            split = ",",
            paramLabel = "SERVER",
            description = "Servers, comma-separated: host, host:port or https URL; port 8443 unless given.")
    private List<URI> servers = List.of();

    @Option(
            names = "--proxy",
            paramLabel = "FILE",
            description = {
                "Our own proxy, that of the pilot: to connect with, or to show where the payload connects.",
                "X509_USER_PROXY or /tmp/x509up_u<uid> unless given."
            })
    private @Nullable Path proxy;

    @Option(names = "--cert", paramLabel = "FILE", description = "Certificate to connect with, instead of a proxy.")
    private @Nullable Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "Private key of --cert; that file itself unless given.")
    private @Nullable Path key;

    @Option(
            names = "--ca-dir",
            paramLabel = "DIR",
            defaultValue = "/etc/grid-security/certificates",
            description = "CA certificates in grid layout; ${DEFAULT-VALUE} unless given.")
    private Path caDirectory = Path.of("");

    @Option(names = "--ca-file", paramLabel = "FILE", description = "CA certificates in one PEM file.")
    private @Nullable Path caFile;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "For everything together, as in 5s or 800ms; ${DEFAULT-VALUE} unless given.")
    private Duration timeout = Duration.ZERO;

    GridCredential credential(Map<String, String> environment) throws GeneralSecurityException {
        if (certificate == null && key != null) {
            throw new GeneralSecurityException("--key goes with --cert");
        }
        if (certificate != null) {
            return GridCredential.ofFiles(certificate, key == null ? certificate : key);
        }
        return GridCredential.ofProxyFile(proxyFile(environment));
    }

    /** Whether we come with a proxy, which somebody else's may take the place of. */
    boolean isByProxy() {
        return certificate == null && key == null;
    }

    /** Where our own proxy is. */
    Path proxyFile(Map<String, String> environment) throws GeneralSecurityException {
        return proxy == null ? usualProxy(environment) : proxy;
    }

    PortcullisClientBuilder client(GridCredential credential) throws GeneralSecurityException {
        return PortcullisClient.builder()
                .servers(servers)
                .credential(credential)
                .trust(caFile == null ? TrustedCas.ofDirectory(caDirectory) : TrustedCas.ofFile(caFile))
                .timeouts(Timeouts.DEFAULT.withTotal(timeout));
    }

    private static Path usualProxy(Map<String, String> environment) throws GeneralSecurityException {
        String named = environment.getOrDefault("X509_USER_PROXY", "");
        try {
            Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            return Path.of(named.isEmpty() ? "/tmp/x509up_u" + uid : named);
        } catch (IOException e) {
            throw new GeneralSecurityException("cannot tell the uid, say --proxy", e);
        }
    }
}
