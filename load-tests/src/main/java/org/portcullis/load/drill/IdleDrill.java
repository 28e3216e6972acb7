package org.portcullis.load.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portcullis.load.run.ConnectionMode;
import org.portcullis.load.run.IdleConnections;
import org.portcullis.load.run.LoadReport;

/**
 * An everyday load beside so many connections on which nothing is said: what they cost in memory, and whether others notice.
 *
 * @param server whose memory is looked at; null to leave that out
 */
public record IdleDrill(Caller caller, int count, @Nullable ProcessMemory server) implements Drill {
    private static final double SUCCESS = 99.9;
    private static final double KIBIBYTES_EACH = 40;

    @Override
    public List<Finding> carryOut() throws IOException, InterruptedException {
        double everyday = Caller.EVERYDAY * caller.capacity();
        LoadReport alone = caller.load(everyday);
        long before = server == null ? 0 : server.kibibytes();
        try (IdleConnections idle = IdleConnections.open(caller.target(), caller.tls(), count)) {
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.note("everyday load %.0f/s, half of the capacity", everyday)
                    .with("everyday", everyday, "/s", ""));
            findings.add(Finding.of(idle.opened() == count, "%d of %d connections opened", idle.opened(), count)
                    .with("opened", idle.opened(), "", "==" + count));
            if (server != null) {
                double each = (server.kibibytes() - before) / (double) Math.max(1, idle.opened());
                findings.add(Finding.of(each <= KIBIBYTES_EACH, "memory %.1f KiB for each (bar 40)", each)
                        .with("memory", each, "KiB", "<=40"));
            }
            findings.addAll(beside(everyday, alone, idle));
            return findings;
        }
    }

    private List<Finding> beside(double everyday, LoadReport alone, IdleConnections idle) throws InterruptedException {
        LoadReport beside = caller.load(everyday);
        LoadReport newcomers = caller.asFastAsAnswered(ConnectionMode.NEW_CONNECTION, Duration.ZERO);
        double success = 100.0 * newcomers.done() / Math.max(1, newcomers.offered());
        int open = idle.stillOpen();
        return List.of(
                Finding.atMost(
                        1.2,
                        "the others",
                        beside.service().p99(),
                        alone.service().p99()),
                Finding.of(beside.failed() == 0, "errors of the others %s (bar none)", beside.errors())
                        .with("errors", (double) beside.failed(), "", "<=0"),
                Finding.of(
                                success >= SUCCESS,
                                "%d new connections beside them, %.2f %% answered (bar 99.9 %%), errors %s",
                                newcomers.offered(),
                                success,
                                newcomers.errors())
                        .with("newcomers", success, "%", ">=99.9"),
                Finding.of(
                                open == idle.opened(),
                                "%d still open at the end (set the server's `idle` longer than the drill)",
                                open)
                        .with("still-open", open, "", "==" + idle.opened()),
                Finding.note("generator lag p99 %.1f ms", beside.lag().p99())
                        .with("lag", beside.lag().p99(), "ms", ""));
    }
}
