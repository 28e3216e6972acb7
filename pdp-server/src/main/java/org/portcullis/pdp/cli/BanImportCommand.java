package org.portcullis.pdp.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.portcullis.pdp.ban.BanFileReader;
import org.portcullis.pdp.ban.BanFormat;
import org.portcullis.pdp.ban.BanKey;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.ban.BanPeriod;
import org.portcullis.pdp.store.SqliteBanStore;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portcullis ban import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Adds the bans of another service's file, all or none; what is banned already, and for as long, is passed over.")
final class BanImportCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BanChangeOptions change;

    @Parameters(paramLabel = "FILE", description = "The file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--format", required = true, description = "What it is: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init")
    private BanFormat format;

    @Option(names = "--reason", defaultValue = "imported", description = "Reason (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String reason;

    @Option(names = "--ticket", defaultValue = "", description = "Ticket they belong to.")
    @SuppressWarnings("NullAway.Init")
    private String ticket;

    @ArgGroup
    private BanPeriodOptions period = new BanPeriodOptions();

    @Option(names = "--dry-run", description = "Say what would be added, and change nothing.")
    private boolean dryRun;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Instant now = change.now();
        List<SqliteBanStore.Draft> drafts = drafts(now);
        spec.commandLine().getErr().println((dryRun ? "would add " : "adding ") + drafts.size() + " bans");
        if (dryRun) {
            drafts.forEach(
                    draft -> spec.commandLine().getOut().println(draft.ban().selector()));
            return 0;
        }
        return drafts.isEmpty() ? 0 : change.enforce(change.store().add(drafts, now));
    }

    private List<SqliteBanStore.Draft> drafts(Instant now) {
        BanPeriod whole = new BanPeriod(now, period.end(now));
        Set<BanKey> known = new BanStoreView(change.config().storage().bans())
                .read().bans().stream()
                        .filter(entry -> entry.period().includes(whole))
                        .map(entry -> entry.ban().key())
                        .collect(Collectors.toSet());
        BanNote note = new BanNote(reason, "", ticket, change.author());
        return format.read(file, BanFileReader.read(file)).stream()
                .filter(ban -> known.add(ban.key()))
                .map(ban -> new SqliteBanStore.Draft(ban, note, whole))
                .toList();
    }
}
