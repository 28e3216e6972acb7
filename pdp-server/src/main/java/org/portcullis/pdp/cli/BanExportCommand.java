package org.portcullis.pdp.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portcullis ban export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes the bans in force for a service that does not ask us. Exit code 3 if some cannot be said.")
final class BanExportCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BanViewOptions view;

    @Option(names = "--format", required = true, description = "For whom: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init")
    private BanFormat format;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        Instant now = view.now();
        List<String> lines = new ArrayList<>();
        int unsaid = 0;
        for (BanEntry entry : view.bans()) {
            if (entry.period().covers(now)) {
                Optional<String> written = format.write(entry.ban());
                written.ifPresentOrElse(lines::add, () -> complain(entry));
                unsaid += written.isPresent() ? 0 : 1;
            }
        }
        spec.commandLine().getOut().print(format.document(lines));
        spec.commandLine().getOut().flush();
        return unsaid == 0 ? 0 : ExitCode.FINDINGS;
    }

    private void complain(BanEntry entry) {
        spec.commandLine().getErr().println(entry.ban().selector() + ": cannot be said in format " + format);
    }
}
