package org.portcullis.pdp.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanEvent;
import org.portcullis.pdp.ban.BanEvent.Kind;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.ban.BanPeriod;
import org.portcullis.pdp.cli.remote.AdminOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portcullis ban extend}. */
@Command(name = "extend", mixinStandardHelpOptions = true, description = "Gives a ban another end, counted from now.")
final class BanExtendCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BanChangeOptions change;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private AdminOptions admin;

    @Parameters(paramLabel = "ID", description = "Number of the ban.")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @ArgGroup(multiplicity = "1")
    private BanPeriodOptions period = new BanPeriodOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Instant now = change.now();
        if (admin.isGiven()) {
            return new RemoteBans(
                            admin.port(), change.output(), spec.commandLine().getErr())
                    .extend(id, period.end(now));
        }
        BanEvent event = change.store().change(id, Kind.EXTENDED, ban -> extended(ban, now), now);
        return change.enforce(List.of(event));
    }

    private BanEntry extended(BanEntry ban, Instant now) {
        BanNote note = ban.note().changedBy(change.author(), ban.note().publicReason());
        return new BanEntry(
                ban.id(), ban.ban(), note, new BanPeriod(ban.period().start(), period.end(now)), ban.origin());
    }
}
