package org.portcullis.pdp.cli;

import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.portcullis.pdp.PdpServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code portcullis server}: serves until SIGTERM or SIGINT; SIGHUP reloads. */
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        description =
                "Serves decisions until it is told to stop; SIGHUP reloads policy, bans, PEPs, maps and certificates.",
        footerHeading = "%nExample:%n",
        footer = "  portcullis server --config /etc/portcullis/portcullis.yaml")
final class ServerCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Override
    public Integer call() throws InterruptedException {
        PdpServer server = PdpServer.start(config.read(), InstantSource.system());
        HangupSignal.onEach(server::reload);
        Runtime.getRuntime().addShutdownHook(new Thread(server::retire, "shutdown"));
        server.awaitStop();
        return 0;
    }
}
