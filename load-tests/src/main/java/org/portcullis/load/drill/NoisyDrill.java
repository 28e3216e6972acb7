package org.portcullis.load.drill;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.portcullis.load.run.LoadReport;
import org.portcullis.load.run.Unobserved;

/** A quarter of the capacity asked by one caller, while a noisy one asks for three times of it over so many connections. */
public record NoisyDrill(Caller caller, Caller noisy, int connections) implements Drill {
    private static final double SUCCESS = 99.9;

    @Override
    public List<Finding> carryOut() throws IOException, InterruptedException {
        double capacity = caller.capacity();
        double everyday = Caller.EVERYDAY / 2 * capacity;
        LoadReport alone = caller.load(everyday);
        CompletableFuture<LoadReport> noise = CompletableFuture.supplyAsync(() -> noise(Caller.OVERLOAD * capacity));
        LoadReport beside = caller.load(everyday);
        double success = 100.0 * beside.done() / beside.offered();
        return List.of(
                Finding.note("capacity %.0f/s over %d connections", capacity, Caller.CONNECTIONS)
                        .with("capacity", capacity, "/s", ""),
                Finding.of(success >= SUCCESS, "success of the others %.2f %% (bar 99.9 %%)", success)
                        .with("success", success, "%", ">=99.9"),
                Finding.atMost(
                        1.5,
                        "the others",
                        beside.service().p99(),
                        alone.service().p99()),
                Finding.note("errors of the noisy one %s", noise.join().errors()),
                Finding.note("generator lag p99 %.1f ms", beside.lag().p99())
                        .with("lag", beside.lag().p99(), "ms", ""));
    }

    private LoadReport noise(double rate) {
        try {
            return noisy.load(rate, connections, new Unobserved());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
