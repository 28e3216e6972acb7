package org.portcullis.load.drill;

import java.io.IOException;
import java.util.List;
import org.portcullis.load.run.LoadReport;
import org.portcullis.load.run.Unobserved;

/** Three times of what the server can do, over so many connections, then an everyday load: goodput, times of what is turned away, recovery. */
public record OverloadDrill(Caller caller, int connections) implements Drill {
    private static final double GOODPUT = 0.9;
    private static final double ADMITTED_MILLIS = 250;
    private static final double SHED_MILLIS = 20;

    @Override
    public List<Finding> carryOut() throws IOException, InterruptedException {
        double capacity = caller.capacity();
        LoadReport before = caller.load(Caller.EVERYDAY * capacity);
        LoadReport flood = caller.load(Caller.OVERLOAD * capacity, connections, new Unobserved());
        LoadReport after = caller.load(Caller.EVERYDAY * capacity);
        double goodput = flood.done() / caller.seconds() / capacity;
        return List.of(
                Finding.note("capacity %.0f/s over %d connections", capacity, Caller.CONNECTIONS)
                        .with("capacity", capacity, "/s", ""),
                Finding.of(goodput >= GOODPUT, "goodput %.0f %% of the capacity (bar 90 %%)", 100 * goodput)
                        .with("goodput", 100 * goodput, "%", ">=90"),
                Finding.of(
                                flood.service().p99() <= ADMITTED_MILLIS,
                                "admitted p99 %.1f ms (bar 250)",
                                flood.service().p99())
                        .with("admitted-p99", flood.service().p99(), "ms", "<=250"),
                Finding.of(
                                flood.shed().p99() <= SHED_MILLIS,
                                "turned away p99 %.1f ms (bar 20)",
                                flood.shed().p99())
                        .with("shed-p99", flood.shed().p99(), "ms", "<=20"),
                Finding.atMost(
                        1.5,
                        "answers afterwards",
                        after.service().p99(),
                        before.service().p99()),
                Finding.of(after.failed() == 0, "errors afterwards %s (bar none)", after.errors())
                        .with("errors", (double) after.failed(), "", "<=0"),
                Finding.note(
                                "errors %s, generator lag p99 %.1f ms",
                                flood.errors(), flood.lag().p99())
                        .with("lag", flood.lag().p99(), "ms", ""));
    }
}
