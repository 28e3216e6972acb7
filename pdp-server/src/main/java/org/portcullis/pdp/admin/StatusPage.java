package org.portcullis.pdp.admin;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.portcullis.pdp.decide.BanFreshness;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.Reloader;
import org.portcullis.pdp.health.Health;
import org.portcullis.policy.PackManifest;

/** {@code /v1/status}: how the server is, what decides, and how old its bans are. */
public record StatusPage(Health health, CurrentPolicy policy, Reloader reloader, BanFreshness freshness) {
    Map<Operation, Page> pages() {
        return Map.of(Operation.STATUS, this::status);
    }

    private AdminAnswer status(Visit visit) {
        visit.asked();
        Map<String, Health.Check> checks = health.run();
        PolicySnapshot snapshot = policy.get();
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("status", word(Health.worst(checks)));
        Map<String, Object> results = new LinkedHashMap<>();
        checks.forEach((name, check) -> results.put(name, result(check)));
        page.put("checks", results);
        page.put("policy", policy(snapshot));
        page.put("bans", bans(snapshot));
        page.put("lastReload", lastReload());
        return AdminAnswer.json(200, page);
    }

    private static Map<String, Object> result(Health.Check check) {
        return Map.of("status", word(check.level()), "detail", check.detail());
    }

    private Map<String, Object> policy(PolicySnapshot snapshot) {
        PackManifest manifest = snapshot.pack().manifest();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", manifest.name());
        fields.put("version", manifest.version());
        fields.put("digest", manifest.digest());
        fields.put("bundle", reloader.bundle());
        fields.put("epoch", snapshot.epoch());
        return fields;
    }

    private Map<String, Object> bans(PolicySnapshot snapshot) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("count", snapshot.bans().size());
        fields.put("epoch", snapshot.banEpoch());
        fields.put("ageMillis", freshness.age().toMillis());
        fields.put("stale", freshness.isStale());
        return fields;
    }

    private Map<String, Object> lastReload() {
        Reloader.Outcome last = reloader.last();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("success", last.success());
        fields.put("problems", last.problems());
        return fields;
    }

    private static String word(Health.Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
