package org.portcullis.client.cli;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portcullis.client.Ping;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code portcullis-wn ping}. */
@Command(
        name = "ping",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Connects to each server, checks its certificate and says how long that took.",
        footer = {"", "Example: portcullis-wn ping -s authz1,authz2", "", "Exit status: 0 all reached, 6 not all."})
final class PingCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private @Nullable PortcullisWn parent;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws GeneralSecurityException {
        var credential = connection.credential(parent == null ? System.getenv() : parent.environment());
        List<Ping> pings = connection.client(credential).build().ping();
        for (Ping ping : pings) {
            String word = ping.reached() ? "ok" : "failed";
            String line = ping.server().getAuthority() + "  " + word + "  "
                    + ping.took().toMillis() + " ms  ";
            spec.commandLine().getOut().println(line + ping.detail());
        }
        return pings.stream().allMatch(Ping::reached) ? ExitCode.PERMIT : ExitCode.UNREACHABLE;
    }
}
