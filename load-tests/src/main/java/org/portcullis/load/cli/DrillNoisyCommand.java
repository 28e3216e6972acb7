package org.portcullis.load.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.portcullis.load.drill.NoisyDrill;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The drill in which one caller asks for far more than its share. */
@Command(
        name = "noisy",
        description = "One caller asks for three times of what the server can do, another for a quarter of it.",
        footerHeading = "%nExample:%n",
        footer = "  portcullis-load drill noisy --url https://127.0.0.1:8443/authz --cert pep/cert.pem"
                + " --key pep/key.pem --ca-file ca.pem --body query.xml --noisy-cert wn1/cert.pem"
                + " --noisy-key wn1/key.pem")
final class DrillNoisyCommand implements Callable<Integer> {
    @Mixin
    private DrillOptions options = new DrillOptions();

    @Option(names = "--noisy-cert", required = true, description = "certificate chain of the other caller, PEM")
    private Path certificate = Path.of("");

    @Option(names = "--noisy-key", required = true, description = "key of the other caller, PEM, not encrypted")
    private Path key = Path.of("");

    @Option(names = "--connections", description = "of the noisy one (default: ${DEFAULT-VALUE})")
    private int connections = 256;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return options.carryOut(() -> new NoisyDrill(options.caller(), options.caller(certificate, key), connections));
    }
}
