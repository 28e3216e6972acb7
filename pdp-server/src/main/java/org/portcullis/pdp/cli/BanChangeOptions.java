package org.portcullis.pdp.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.portcullis.pdp.ban.BanEvent;
import org.portcullis.pdp.ban.BanStore;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.store.SqliteBanStore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command that changes bans has in common: who, when, and how to tell the server. */
final class BanChangeOptions {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Option(
            names = "--author",
            defaultValue = "${sys:user.name}",
            description = "Who does this (default: your login name).")
    @SuppressWarnings("NullAway.Init")
    private String author;

    @Option(
            names = "--wait",
            description = "Wait until every server has the change in force, and say how long it took.")
    private boolean wait;

    @Option(
            names = "--timeout",
            defaultValue = "5s",
            converter = DurationText.class,
            description = "How long to wait (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Duration timeout;

    @Option(
            names = {"--output", "-o"},
            defaultValue = "table",
            description = "Form of the receipt: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private BanOutput.Form output;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Time of the machine. */
    final InstantSource clock = InstantSource.system();

    String author() {
        return author;
    }

    Instant now() {
        return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }

    PdpConfig config() {
        return config.read();
    }

    BanOutput output() {
        return new BanOutput(output, spec.commandLine().getOut());
    }

    /** The store, made if no server ever ran here. */
    SqliteBanStore store() {
        PdpConfig.Storage storage = config().storage();
        SqliteBanStore store = new SqliteBanStore(storage.bans());
        store.requireNotLost(storage.leases(), storage.members());
        store.prepare();
        return store;
    }

    /** Tells the server, waits if asked to, and prints a receipt for each change; the exit code. */
    int enforce(List<BanEvent> events) throws IOException, InterruptedException {
        PdpConfig read = config();
        boolean running = new RunningServer(read.storage().pidFile()).reload();
        if (!running) {
            err("no server is running here, the next one that starts will know");
        }
        if (!wait) {
            events.forEach(event -> output().receipt(event));
            return 0;
        }
        BanStore.Mark last = events.stream()
                .max(Comparator.comparingLong(BanEvent::revision))
                .map(event -> new BanStore.Mark(event.revision(), event.at()))
                .orElse(new BanStore.Mark(0, Instant.EPOCH));
        List<InetSocketAddress> others = read.policy().cluster().health();
        BanReceipt receipt = others.isEmpty()
                ? BanReceipt.await(List.of(read.health()), last, running ? timeout : Duration.ZERO, clock)
                : BanReceipt.await(others, last, timeout, clock);
        events.forEach(event -> output().receipt(event, receipt));
        receipt.late().forEach(late -> err("not in force on " + late));
        return receipt.isComplete() ? 0 : ExitCode.NOT_IN_FORCE;
    }

    private void err(String message) {
        spec.commandLine().getErr().println(message);
    }
}
