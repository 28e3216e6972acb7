package org.portcullis.pdp.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.portcullis.pdp.store.SqliteBanStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portcullis ban init}: begins without bans, where the store of them is lost for good. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a new, empty store of bans where a server ran before and its store is lost.",
            "The bans of the ban file stay; all others are forgotten, unless you restore a copy of the store instead."
        },
        footerHeading = "%nExit codes:%n",
        footer = {"  0   done", "  2   not confirmed with --yes", "  9   there is a store"})
final class BanInitCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Option(names = "--yes", description = "Confirms that the bans in the lost store may be forgotten.")
    private boolean confirmed;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        Path file = config.read().storage().bans();
        if (Files.exists(file)) {
            spec.commandLine().getErr().println("there is a ban store: " + file);
            return ExitCode.CONFLICT;
        }
        if (!confirmed) {
            spec.commandLine().getErr().println("every ban in the lost store would be forgotten: confirm with --yes");
            return ExitCode.USAGE;
        }
        new SqliteBanStore(file).prepare();
        spec.commandLine().getErr().println("made an empty ban store: " + file);
        return 0;
    }
}
