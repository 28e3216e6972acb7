package org.portcullis.pdp.cli;

import java.time.Instant;
import java.util.List;
import org.portcullis.pdp.ban.BanEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code portcullis ban list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the bans of the store and of the ban file.")
final class BanListCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BanViewOptions view;

    @Option(names = "--all", description = "Also those whose time is over.")
    private boolean all;

    @Override
    public void run() {
        Instant now = view.now();
        List<BanEntry> shown = view.bans().stream()
                .filter(ban -> all || !ban.period().isOver(now))
                .toList();
        view.output().bans(shown, now);
    }
}
