package org.portcullis.pdp.cli.policy;

import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portcullis.client.PortcullisClient;
import org.portcullis.client.Timeouts;
import org.portcullis.client.credential.GridCredential;
import org.portcullis.client.credential.TrustedCas;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.suite.Respondent;
import picocli.CommandLine.Option;

/** The options that have a running server asked, and say how to prove who asks. */
final class ServerOptions {
    @Option(names = "--server", paramLabel = "URL", description = "Asks that server instead, as the PEP of --cert.")
    private @Nullable URI server;

    @Option(names = "--cert", paramLabel = "FILE", description = "Certificate to connect with.")
    private Path certificate = Path.of("/etc/grid-security/hostcert.pem");

    @Option(names = "--key", paramLabel = "FILE", description = "Private key of --cert.")
    private Path key = Path.of("/etc/grid-security/hostkey.pem");

    @Option(names = "--ca-dir", paramLabel = "DIR", description = "CA certificates in grid layout.")
    private Path caDirectory = Path.of("/etc/grid-security/certificates");

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "For each question (default: 10).")
    private long timeoutSeconds = 10;

    boolean isGiven() {
        return server != null;
    }

    /**
     * Whoever has the server asked.
     *
     * @throws ConfigException if the credential or the authorities cannot be used
     */
    Respondent respondent() {
        if (server == null) {
            throw new IllegalStateException("no server was given");
        }
        try {
            GridCredential credential = GridCredential.ofFiles(certificate, key);
            return new ServerRespondent(PortcullisClient.builder()
                    .servers(List.of(server))
                    .credential(credential)
                    .trust(TrustedCas.ofDirectory(caDirectory))
                    .timeouts(Timeouts.DEFAULT.withTotal(Duration.ofSeconds(timeoutSeconds)))
                    .build());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ConfigException(List.of("the server cannot be asked: " + e.getMessage()));
        }
    }
}
