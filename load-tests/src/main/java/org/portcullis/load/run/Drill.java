package org.portcullis.load.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Exercises that tell whether a server stays useful when too much is asked of it. What a server can do is found out first. */
public final class Drill {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final double OVERLOAD = 3;
    private static final double EVERYDAY = 0.5;
    private static final int FEW = 8;

    private final Target target;
    private final RequestTemplate template;
    private final int connections;
    private final Duration each;

    /** Phases last {@code each}; an overload comes over so many connections. */
    public Drill(Target target, RequestTemplate template, int connections, Duration each) {
        this.target = target;
        this.template = template;
        this.connections = connections;
        this.each = each;
    }

    /** What one exercise found: what was measured, as one line, and whether the bar was reached. */
    public record Finding(String text, boolean passed) {}

    /** Three times of what the server can do, then an everyday load: goodput, times of what is turned away, recovery. */
    public List<Finding> overload(Supplier<SSLContext> tls) throws InterruptedException {
        double ceiling = ceiling(tls);
        LoadReport before = load(tls, FEW, EVERYDAY * ceiling);
        LoadReport flood = load(tls, connections, OVERLOAD * ceiling);
        LoadReport after = load(tls, FEW, EVERYDAY * ceiling);
        double goodput = flood.done() / seconds() / ceiling;
        List<Finding> findings = new ArrayList<>();
        findings.add(finding(true, "ceiling %.0f/s, closed loop, %d connections", ceiling, FEW));
        findings.add(finding(goodput >= 0.9, "goodput %.0f %% of the ceiling (bar 90 %%)", 100 * goodput));
        findings.add(finding(
                flood.service().p99() <= 250,
                "admitted p99 %.1f ms (bar 250)",
                flood.service().p99()));
        findings.add(finding(
                flood.shed().p99() <= 20,
                "turned away p99 %.1f ms (bar 20)",
                flood.shed().p99()));
        findings.add(finding(
                after.service().p99() <= Math.max(5, 1.5 * before.service().p99()) && after.failed() == 0,
                "afterwards p99 %.1f ms, before %.1f, errors %s",
                after.service().p99(),
                before.service().p99(),
                after.errors()));
        findings.add(finding(
                true,
                "errors %s, generator lag p99 %.1f ms",
                flood.errors(),
                flood.lag().p99()));
        return findings;
    }

    /** An everyday load of one caller, while another asks for many times its share. */
    public List<Finding> noisy(Supplier<SSLContext> tls, Supplier<SSLContext> noisyTls)
            throws InterruptedException, ExecutionException {
        double ceiling = ceiling(tls);
        double everyday = EVERYDAY / 2 * ceiling;
        LoadReport alone = load(tls, FEW, everyday);
        CompletableFuture<LoadReport> noise = CompletableFuture.supplyAsync(() -> noise(noisyTls, OVERLOAD * ceiling));
        LoadReport beside = load(tls, FEW, everyday);
        double success = 100.0 * beside.done() / beside.offered();
        return List.of(
                finding(true, "ceiling %.0f/s, closed loop, %d connections", ceiling, FEW),
                finding(success >= 99.9, "success of the others %.2f %% (bar 99.9 %%)", success),
                finding(
                        beside.service().p99()
                                <= Math.max(5, 1.5 * alone.service().p99()),
                        "p99 of the others %.1f ms, alone %.1f (bar 1.5 times)",
                        beside.service().p99(),
                        alone.service().p99()),
                finding(true, "errors of the noisy one %s", noise.get().errors()));
    }

    private LoadReport noise(Supplier<SSLContext> tls, double rate) {
        try {
            return load(tls, connections, rate);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private double ceiling(Supplier<SSLContext> tls) throws InterruptedException {
        LoadPlan plan = new LoadPlan(1, each, FEW, ConnectionMode.KEEP_ALIVE, PATIENCE, each);
        Driver loop = new ClosedLoopDriver(target, tls, plan, template, InstantSource.system());
        return loop.run(new Unobserved()).report().done() / seconds();
    }

    /** At the rate, or as near to it as the generator can come. */
    private LoadReport load(Supplier<SSLContext> tls, int over, double rate) throws InterruptedException {
        double possible = Math.max(1, Math.min(LoadPlan.MAX_RATE, rate));
        LoadPlan plan = new LoadPlan(possible, each, over, ConnectionMode.KEEP_ALIVE, PATIENCE);
        Driver loop = new OpenLoopDriver(target, tls, plan, template, InstantSource.system());
        return loop.run(new Unobserved()).report();
    }

    private double seconds() {
        return each.toMillis() / 1000.0;
    }

    private static Finding finding(boolean passed, String form, Object... values) {
        return new Finding(String.format(Locale.ROOT, form, values), passed);
    }
}
