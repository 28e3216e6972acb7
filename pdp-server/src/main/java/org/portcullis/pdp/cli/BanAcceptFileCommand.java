package org.portcullis.pdp.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.portcullis.pdp.ban.BanFileReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis ban accept-file}: says that the ban file is meant to have lost what it lost. */
@Command(
        name = "accept-file",
        mixinStandardHelpOptions = true,
        description = "Has the server take the ban file as it is, though it lost many bans.")
final class BanAcceptFileCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BanChangeOptions change;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path file = change.config().policy().bans();
        String text = BanFileReader.read(file);
        int bans = BanFileReader.parse(file, text).size();
        change.store().keepGoodFile(text, change.now());
        spec.commandLine().getErr().println("accepted " + file + " with " + bans + " bans");
        return change.enforce(List.of());
    }
}
