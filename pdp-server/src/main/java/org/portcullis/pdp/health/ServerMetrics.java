package org.portcullis.pdp.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Everything that is counted, under the names of the operations page. Labels are words from closed lists. Thread-safe. */
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

    private final List<Runnable> beforeScrape = new CopyOnWriteArrayList<>();

    /** Times one exchange and counts its outcome: a decision in lower case, or the word of an error kind. */
    public <T> T timed(Supplier<T> exchange) {
        return decisions.record(exchange);
    }

    /** Counts one answer: {@code decision} is permit, deny, not-applicable, indeterminate or refused. */
    public void answered(String decision) {
        Counter.builder("portcullis.decisions")
                .description("Answers by decision")
                .tag("decision", decision)
                .tag("interface", "soap")
                .register(registry)
                .increment();
    }

    /** Counts one exchange that ended with a bare HTTP status. */
    public void rejected(int httpStatus) {
        Counter.builder("portcullis.http.rejects")
                .description("Requests refused before their content was read, by status")
                .tag("status", Integer.toString(httpStatus))
                .register(registry)
                .increment();
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
        return Counter.builder("portcullis.alarms")
                .description("Questions that no honest client asks, by reason")
                .tag("reason", reason)
                .register(registry);
    }

    /** Counts one connection that was closed without an answer; {@code reason} is handshake, slow or peer. */
    public void tlsRejected(String reason) {
        Counter.builder("portcullis.tls.rejects")
                .description("Connections closed for what their caller did not prove, by reason")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    /** Counts one request refused because its caller has as many under way as it may. */
    public void limited() {
        Counter.builder("portcullis.peer.limited")
                .description("Requests refused because their caller had too many under way")
                .register(registry)
                .increment();
    }

    /** Counts one thing turned away because there is too much of it; {@code what} is question or connection. */
    public void overloaded(String what) {
        Counter.builder("portcullis.overload")
                .description("Turned away because too much was under way, by what it was")
                .tag("what", what)
                .register(registry)
                .increment();
    }

    /** Counts one answer held against that of another service, by what came of it. */
    public void shadowed(String outcome) {
        Counter.builder("portcullis.shadow.answers")
                .description("Answers held against those of the service in `shadow.url`, by outcome")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
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
