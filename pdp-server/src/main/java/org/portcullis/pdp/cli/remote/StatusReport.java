package org.portcullis.pdp.cli.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.pdp.cli.Rows;

/** How a server is, as far as it was told: the values of {@code /v1/status}, or those of them that health pages have. */
record StatusReport(FlatJson page) {
    private static final int SHORT = 6;
    private static final String LEVEL = "/status";

    /** Whether it answers questions. */
    boolean isReady() {
        return !level().equals("fail");
    }

    private String level() {
        return page.text(LEVEL);
    }

    /** One line for people. */
    String line(Instant now) {
        List<String> parts = new ArrayList<>();
        parts.add(("portcullis " + page.text("/version")).strip());
        parts.add(
                switch (level()) {
                    case "ok" -> "READY";
                    case "degraded" -> "READY, DEGRADED";
                    default -> "NOT READY";
                });
        part("/policy/epoch", "epoch ").ifPresent(parts::add);
        bundle(now).ifPresent(parts::add);
        part("/bans/count", "bans ").ifPresent(parts::add);
        leases().ifPresent(parts::add);
        part("/checks/audit/status", "audit ").ifPresent(parts::add);
        return Rows.printable(String.join("  ", parts));
    }

    private Optional<String> part(String pointer, String word) {
        return page.find(pointer).map(value -> word + value);
    }

    private Optional<String> bundle(Instant now) {
        return page.find("/policy/bundle")
                .filter(digest -> digest.length() > SHORT)
                .map(digest -> "bundle " + digest.substring(0, SHORT)
                        + page.find("/policy/bundleSince")
                                .map(since -> " (" + age(Duration.between(Instant.parse(since), now)) + ")")
                                .orElse(""))
                .or(() -> page.find("/policy/version")
                        .map(version -> "pack " + page.text("/policy/name") + " " + version));
    }

    private static String age(Duration age) {
        return age.toDays() > 0
                ? age.toDays() + " d"
                : age.toHours() > 0 ? age.toHours() + " h" : age.toMinutes() + " min";
    }

    private Optional<String> leases() {
        return page.find("/leases/accounts").map(accounts -> "leases " + page.text("/leases/held") + "/" + accounts);
    }

    /** What is not well, as {@code name: detail}. */
    List<String> problems() {
        return page.values().keySet().stream()
                .filter(pointer -> pointer.matches("/checks/[^/]+/status"))
                .filter(pointer -> !page.text(pointer).equals("ok"))
                .map(pointer -> pointer.split("/", -1)[2])
                .sorted()
                .map(check -> Rows.printable(check + ": " + page.text("/checks/" + check + "/detail")))
                .toList();
    }
}
