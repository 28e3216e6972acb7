package org.portcullis.pdp.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.portcullis.pdp.config.PdpConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis reload}: checks what is on disk, then tells the running server to take it. */
@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        description = "Checks policy, bans, PEPs and maps, then has the running server take them.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0   told the server to reload",
            "  6   no server is running with this configuration",
            "  78  what is on disk cannot be used; the server was not told"
        })
final class ReloadCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PdpConfig read = config.read();
        config.check(read);
        Path pidFile = read.storage().pidFile();
        if (!new RunningServer(pidFile).reload()) {
            spec.commandLine().getErr().println("no server is running: " + pidFile);
            return ExitCode.UNREACHABLE;
        }
        spec.commandLine().getErr().println("told the server to reload, see /readyz?verbose for the outcome");
        return 0;
    }
}
