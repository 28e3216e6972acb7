package org.portcullis.pdp.cli.remote;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.portcullis.pdp.cli.HealthPages;
import org.portcullis.pdp.cli.HealthReport;
import org.portcullis.pdp.health.Health.Check;
import org.portcullis.pdp.health.Health.Level;
import org.portcullis.pdp.json.JsonText;

/** What the health pages know of what {@code /v1/status} tells, in its form. */
final class LocalHealth {
    private LocalHealth() {}

    /**
     * The page.
     *
     * @throws UnreachableException if nobody answers, or somebody else
     */
    static String read(InetSocketAddress health) {
        HealthPages pages = new HealthPages(health);
        try {
            String ready = pages.page("/readyz?verbose");
            if (ready.isEmpty()) {
                throw new IOException("nobody answers at " + pages);
            }
            return JsonText.of(page(HealthReport.read(ready), pages.page("/metrics")));
        } catch (IOException e) {
            throw new UnreachableException("no health pages: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> page(HealthReport report, String metrics) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("status", word(report.worst()));
        Map<String, Object> checks = new TreeMap<>();
        report.checks().forEach((name, check) -> checks.put(name, fields(check)));
        page.put("checks", checks);
        page.put("policy", numbers(metrics, Map.of("epoch", "portcullis_policy_epoch")));
        page.put("bans", numbers(metrics, Map.of("count", "portcullis_bans", "epoch", "portcullis_ban_epoch")));
        return page;
    }

    private static Map<String, Object> fields(Check check) {
        return Map.of("status", word(check.level()), "detail", check.detail());
    }

    private static Map<String, Object> numbers(String metrics, Map<String, String> names) {
        Map<String, Object> numbers = new TreeMap<>();
        names.forEach((field, metric) ->
                HealthPages.number(metric, metrics).ifPresent(number -> numbers.put(field, (long) number)));
        return numbers;
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
