package org.portcullis.load.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.portcullis.load.drill.OverloadDrill;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The drill that asks for three times of what a server can do. */
@Command(
        name = "overload",
        description = "Asks for three times of what the server can do, then for half of it.",
        footerHeading = "%nExample:%n",
        footer = "  portcullis-load drill overload --url https://127.0.0.1:8443/authz --cert pep/cert.pem"
                + " --key pep/key.pem --ca-file ca.pem --body query.xml --phase 2m")
final class DrillOverloadCommand implements Callable<Integer> {
    @Mixin
    private DrillOptions options = new DrillOptions();

    @Option(names = "--connections", description = "of the overload (default: ${DEFAULT-VALUE})")
    private int connections = 256;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return options.carryOut(() -> new OverloadDrill(options.caller(), connections));
    }
}
