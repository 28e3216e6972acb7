package org.portcullis.pdp.cli;

import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.NoSuchBanException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code portcullis ban show}. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows everything about one ban.")
final class BanShowCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BanViewOptions view;

    @Parameters(paramLabel = "ID", description = "Number of the ban, or file:LINE.")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @Override
    public void run() {
        BanEntry found = view.bans().stream()
                .filter(ban -> ban.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchBanException(id));
        view.output().ban(found, view.now());
    }
}
