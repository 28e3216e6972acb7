package org.portcullis.pdp.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.health.Health.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis check}: a plugin for Nagios and Icinga, one line with performance data. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Asks the running server whether it is well, and says so as a plugin of Nagios or Icinga does: one line, with",
            "performance data."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis check",
            "",
            "Exit codes, those of such plugins: 0 OK; 1 WARNING, degraded; 2 CRITICAL, not ready, or no answer;",
            "3 UNKNOWN, the configuration cannot be read"
        })
final class CheckCommand implements Callable<Integer> {
    /** What such a plugin can say. */
    private enum State {
        OK(0),
        WARNING(1),
        CRITICAL(2),
        UNKNOWN(3);

        private final int exitCode;

        State(int exitCode) {
            this.exitCode = exitCode;
        }
    }

    /** Metrics that go along, and their units. */
    private static final Map<String, String> PERFORMANCE = performance();

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        HealthPages pages;
        try {
            pages = new HealthPages(config.read().health());
        } catch (ConfigException e) {
            return say(State.UNKNOWN, String.join("; ", e.problems()), "");
        }
        String page = pages.page("/readyz?verbose");
        if (page.isEmpty()) {
            return say(State.CRITICAL, "no answer from " + pages, "");
        }
        try {
            HealthReport report = HealthReport.read(page);
            String text = report.problems().isEmpty() ? "ready" : String.join("; ", report.problems());
            return say(state(report.worst()), text, performance(pages.page("/metrics")));
        } catch (IOException e) {
            return say(State.CRITICAL, "another kind of answer from " + pages, "");
        }
    }

    private static State state(Level worst) {
        return switch (worst) {
            case OK -> State.OK;
            case DEGRADED -> State.WARNING;
            case FAIL -> State.CRITICAL;
        };
    }

    private int say(State state, String text, String performance) {
        String plain = Rows.printable(text).replace('|', '/');
        spec.commandLine().getOut().println("PORTCULLIS " + state + ": " + plain + performance);
        return state.exitCode;
    }

    private static String performance(String metrics) {
        String data = PERFORMANCE.entrySet().stream()
                .flatMap(metric -> HealthPages.number("portcullis_" + metric.getKey(), metrics).stream()
                        .mapToObj(value ->
                                String.format(Locale.ROOT, "%s=%.3f%s", metric.getKey(), value, metric.getValue())))
                .collect(Collectors.joining(" "));
        return data.isEmpty() ? "" : " | " + data;
    }

    private static Map<String, String> performance() {
        Map<String, String> units = new LinkedHashMap<>();
        units.put("policy_epoch", "");
        units.put("ban_epoch", "");
        units.put("ban_staleness_seconds", "s");
        units.put("tls_certificate_seconds_left", "s");
        units.put("trust_cas", "");
        return units;
    }
}
