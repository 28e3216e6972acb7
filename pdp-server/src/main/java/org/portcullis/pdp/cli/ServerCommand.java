package org.portcullis.pdp.cli;

import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.portcullis.pdp.PdpServer;
import org.portcullis.pdp.decide.Reloader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code portcullis server}: serves until SIGTERM or SIGINT; SIGHUP reloads. systemd is told of each step. */
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
        ServiceNotice notice = new ServiceNotice(System.getenv());
        String serving = "answers on port " + server.port();
        HangupSignal.onEach(() -> {
            notice.reloading();
            Reloader.Outcome outcome = server.reload();
            notice.ready(outcome.success() ? serving : serving + "; what is on disk was refused, see the log");
        });
        Runtime.getRuntime().addShutdownHook(new Thread(server::retire, "shutdown"));
        notice.ready(serving);
        server.awaitStop();
        return 0;
    }
}
