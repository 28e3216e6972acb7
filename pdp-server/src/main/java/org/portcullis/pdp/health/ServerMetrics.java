package org.portcullis.pdp.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Everything that is counted, under the names of {@code docs/metrics.md}. Labels are words from closed lists. Thread-safe. */
public final class ServerMetrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer decisions = Timer.builder("portcullis.decision.duration")
            .description("Time from the last byte of a question to the answer")
            .serviceLevelObjectives(
                    Duration.ofMillis(1),
                    Duration.ofMillis(5),
                    Duration.ofMillis(10),
                    Duration.ofMillis(50),
                    Duration.ofMillis(250),
                    Duration.ofSeconds(1))
            .register(registry);

    private final Counter limited = Counter.builder("portcullis.peer.limited")
            .description("Requests refused because their caller had too many under way")
            .register(registry);
    private final Counter unrecorded = Counter.builder("portcullis.audit.dropped")
            .description("Refusals that left without an audit record, because none could be kept")
            .register(registry);

    private final List<Runnable> beforeScrape = new CopyOnWriteArrayList<>();

    /** Every counter is there from the start, at 0: where one appears with its first event, rates do not see that event. */
    public ServerMetrics() {
        List.of("permit", "deny", "not-applicable", "indeterminate", "refused").forEach(this::answers);
        List.of(404, 405, 413, 415, 503).forEach(this::rejects);
        List.of("handshake", "slow", "peer").forEach(this::tlsRejects);
        List.of("question", "connection").forEach(this::overloads);
        List.of("same", "decision", "account", "group", "unanswered", "dropped").forEach(this::shadowAnswers);
    }

    /** Times one exchange. */
    public <T> T timed(Supplier<T> exchange) {
        return decisions.record(exchange);
    }

    /** Everything that was answered since the start. */
    public Load load() {
        HistogramSnapshot times = decisions.takeSnapshot();
        SortedMap<Integer, Long> within = new TreeMap<>();
        for (CountAtBucket bucket : times.histogramCounts()) {
            within.put((int) bucket.bucket(TimeUnit.MILLISECONDS), (long) bucket.count());
        }
        within.remove(Integer.MAX_VALUE);
        double denials = answers("deny").count() + answers("refused").count();
        return new Load(times.count(), (long) denials, times.total(TimeUnit.MILLISECONDS), within);
    }

    /** Counts one answer: {@code decision} is permit, deny, not-applicable, indeterminate or refused. */
    public void answered(String decision) {
        answers(decision).increment();
    }

    private Counter answers(String decision) {
        return Counter.builder("portcullis.decisions")
                .description("Answers by decision")
                .tag("decision", decision)
                .tag("interface", "soap")
                .register(registry);
    }

    /** Counts one refusal of which no audit record could be kept. */
    public void unrecorded() {
        unrecorded.increment();
    }

    /** Counts one exchange that ended with a bare HTTP status. */
    public void rejected(int httpStatus) {
        rejects(httpStatus).increment();
    }

    private Counter rejects(int httpStatus) {
        return counter(
                "portcullis.http.rejects",
                "Requests refused before their content was read, by status",
                "status",
                Integer.toString(httpStatus));
    }

    /** Counts one alarm; {@code reason} is the reason code of what raised it. */
    public void alarm(String reason) {
        alarms(reason).increment();
    }

    /** Exports the count of alarms for this reason before there is one. */
    public void expectAlarms(String reason) {
        alarms(reason);
    }

    private Counter alarms(String reason) {
        return counter("portcullis.alarms", "Questions that no honest client asks, by reason", "reason", reason);
    }

    /** Counts one connection that was closed without an answer; {@code reason} is handshake, slow or peer. */
    public void tlsRejected(String reason) {
        tlsRejects(reason).increment();
    }

    private Counter tlsRejects(String reason) {
        return counter(
                "portcullis.tls.rejects",
                "Connections closed for what their caller did not prove, by reason",
                "reason",
                reason);
    }

    /** Counts one request refused because its caller has as many under way as it may. */
    public void limited() {
        limited.increment();
    }

    /** Counts one thing turned away because there is too much of it; {@code what} is question or connection. */
    public void overloaded(String what) {
        overloads(what).increment();
    }

    private Counter overloads(String what) {
        return counter(
                "portcullis.overload", "Turned away because too much was under way, by what it was", "what", what);
    }

    /** Counts one answer held against that of another service, by what came of it. */
    public void shadowed(String outcome) {
        shadowAnswers(outcome).increment();
    }

    private Counter shadowAnswers(String outcome) {
        return counter(
                "portcullis.shadow.answers",
                "Answers held against those of the service in `shadow.url`, by outcome",
                "outcome",
                outcome);
    }

    private Counter counter(String name, String description, String label, String value) {
        return Counter.builder(name).description(description).tag(label, value).register(registry);
    }

    /** Exports what Java and the operating system say of this process; the pauses of its collectors until closed. */
    public AutoCloseable watchProcess() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(registry);
        return collections;
    }

    /** Exports a number that is asked for whenever metrics are read. */
    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /** Exports a number that only grows, asked for whenever metrics are read. */
    public void count(String name, String description, Supplier<Number> value) {
        FunctionCounter.builder(name, value, of -> of.get().doubleValue())
                .description(description)
                .register(registry);
    }

    /** Exports a 1 whose labels say something that may change. */
    public void info(String name, String description, Supplier<Map<String, String>> labels) {
        MultiGauge gauge = MultiGauge.builder(name).description(description).register(registry);
        beforeScrape.add(() -> gauge.register(List.of(row(labels.get())), true));
    }

    /** Exports one number for each value of a label; which there are may change. */
    public void gauges(String name, String description, String label, Supplier<Map<String, Long>> values) {
        MultiGauge gauge = MultiGauge.builder(name).description(description).register(registry);
        beforeScrape.add(() -> gauge.register(
                values.get().entrySet().stream()
                        .<MultiGauge.Row<?>>map(
                                value -> MultiGauge.Row.of(Tags.of(label, value.getKey()), value.getValue()))
                        .toList(),
                true));
    }

    private static MultiGauge.Row<?> row(Map<String, String> labels) {
        List<Tag> tags = new ArrayList<>();
        labels.forEach((label, value) -> tags.add(Tag.of(label, value)));
        return MultiGauge.Row.of(Tags.of(tags), 1);
    }

    /** All metrics in Prometheus' text format. */
    public String scrape() {
        beforeScrape.forEach(Runnable::run);
        return registry.scrape();
    }
}
