package org.portcullis.load.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.portcullis.load.drill.HerdDrill;
import org.portcullis.load.drill.Strangers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The drill in which a server that was just started meets only strangers. */
@Command(
        name = "herd",
        description = {
            "Starts the server again and asks at once for all that it can do, about people it has never heard of.",
            "--strangers is a message with {{PERSON}} in the name of its subject."
        },
        footerHeading = "%nExample:%n",
        footer = "  portcullis-load drill herd --url https://127.0.0.1:8443/authz --cert pep/cert.pem"
                + " --key pep/key.pem --ca-file ca.pem --body query.xml --strangers strangers.xml"
                + " --restart 'systemctl restart portcullis'")
final class DrillHerdCommand implements Callable<Integer> {
    @Mixin
    private DrillOptions options = new DrillOptions();

    @Option(names = "--strangers", required = true, description = "SOAP message about a stranger")
    private Path strangers = Path.of("");

    @Option(names = "--people", description = "strangers, who are asked about in turn (default: ${DEFAULT-VALUE})")
    private int people = 10_000;

    @Option(
            names = "--restart",
            description = "what starts the server again and ends once it is ready (default: it runs on)")
    private String restart = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        return options.carryOut(() -> new HerdDrill(
                options.caller(),
                Strangers.of(Files.readString(strangers), people),
                restart.isBlank() ? List.of() : List.of(restart.strip().split("\\s+", -1))));
    }
}
