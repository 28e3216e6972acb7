package org.portcullis.pdp.cli;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.cli.remote.AdminOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portcullis ban list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the bans of the store and of the ban file.")
final class BanListCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BanViewOptions view;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private AdminOptions admin;

    @Option(names = "--all", description = "Also those whose time is over.")
    private boolean all;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        Instant now = view.now();
        if (admin.isGiven()) {
            return new RemoteBans(
                            admin.port(), view.output(), spec.commandLine().getErr())
                    .list(all, now);
        }
        List<BanEntry> shown = view.bans().stream()
                .filter(ban -> all || !ban.period().isOver(now))
                .toList();
        view.output().bans(shown, now);
        return 0;
    }
}
