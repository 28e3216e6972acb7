package org.portcullis.load.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portcullis.load.drill.IdleDrill;
import org.portcullis.load.drill.ProcessMemory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The drill in which thousands of connections say nothing. */
@Command(
        name = "idle",
        description = {
            "Asks for half of what the server can do beside thousands of connections on which nothing is said.",
            "Both sides need as many file descriptors (ulimit -n), and the server a `server.idle` longer than the drill."
        },
        footerHeading = "%nExample:%n",
        footer = "  portcullis-load drill idle --url https://127.0.0.1:8443/authz --cert pep/cert.pem"
                + " --key pep/key.pem --ca-file ca.pem --body query.xml --server-pid 4711")
final class DrillIdleCommand implements Callable<Integer> {
    @Mixin
    private DrillOptions options = new DrillOptions();

    @Option(names = "--connections", description = "that are idle (default: ${DEFAULT-VALUE})")
    private int connections = 10_000;

    @Option(names = "--server-pid", description = "process of the server, for its memory")
    private @Nullable Long serverPid;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return options.carryOut(() ->
                new IdleDrill(options.caller(), connections, serverPid == null ? null : new ProcessMemory(serverPid)));
    }
}
