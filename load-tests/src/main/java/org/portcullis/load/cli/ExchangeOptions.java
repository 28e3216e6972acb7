package org.portcullis.load.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.MutualTls;
import org.portcullis.load.pki.Pem;
import org.portcullis.load.run.RequestTemplate;
import org.portcullis.load.run.Target;
import picocli.CommandLine.Option;

/** Who asks whom, and what. */
final class ExchangeOptions {
    @Option(names = "--url", required = true, description = "https address on localhost, 127.0.0.0/8 or ::1")
    private String url = "";

    @Option(names = "--cert", required = true, description = "certificate chain of the PEP, PEM")
    private Path certificate = Path.of("");

    @Option(names = "--key", required = true, description = "key of the PEP, PEM, not encrypted")
    private Path key = Path.of("");

    @Option(names = "--ca-file", required = true, description = "authorities that may vouch for the server, PEM")
    private Path authorities = Path.of("");

    @Option(names = "--body", required = true, description = "SOAP message; {{ID}} becomes a new id each time")
    private Path body = Path.of("");

    Target target() {
        return Target.parse(url);
    }

    RequestTemplate template() throws IOException {
        return new RequestTemplate(Files.readString(body));
    }

    MutualTls tls() {
        return tls(certificate, key);
    }

    /** As {@link #tls()}, for somebody else. */
    MutualTls tls(Path otherCertificate, Path otherKey) {
        return MutualTls.of(Identity.read(otherCertificate, otherKey), Pem.readCertificates(authorities));
    }
}
