package org.portcullis.pdp.admin;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.portcullis.pdp.bundle.BundleException;
import org.portcullis.pdp.bundle.BundleStore;
import org.portcullis.pdp.decide.BanFreshness;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.Reloader;
import org.portcullis.pdp.health.Health;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.PoolUse;
import org.portcullis.pdp.mapping.StoreUnavailableException;
import org.portcullis.policy.PackManifest;

/** {@code /v1/status}: how the server is, what decides, how old its bans are, and how many accounts are leased. */
public record StatusPage(
        Health health,
        CurrentPolicy policy,
        Reloader reloader,
        BanFreshness freshness,
        LeaseRegister leases,
        BundleStore bundles) {
    Map<Operation, Page> pages() {
        return Map.of(Operation.STATUS, this::status);
    }

    private AdminAnswer status(Visit visit) {
        visit.asked();
        Map<String, Health.Check> checks = health.run();
        PolicySnapshot snapshot = policy.get();
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("version", release());
        page.put("status", word(Health.worst(checks)));
        Map<String, Object> results = new LinkedHashMap<>();
        checks.forEach((name, check) -> results.put(name, result(check)));
        page.put("checks", results);
        page.put("policy", policy(snapshot));
        page.put("bans", bans(snapshot));
        page.put("leases", leases(snapshot, visit.request().context().receivedAt()));
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
        since(reloader.bundle()).ifPresent(since -> fields.put("bundleSince", since.toString()));
        fields.put("epoch", snapshot.epoch());
        return fields;
    }

    private Optional<Instant> since(String bundle) {
        try {
            return bundles.history().since(bundle);
        } catch (BundleException e) {
            return Optional.empty();
        }
    }

    private Map<String, Object> bans(PolicySnapshot snapshot) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("count", snapshot.bans().size());
        fields.put("epoch", snapshot.banEpoch());
        fields.put("ageMillis", freshness.age().toMillis());
        fields.put("stale", freshness.isStale());
        return fields;
    }

    /** A store that cannot be asked takes nothing else from the page. */
    private Map<String, Object> leases(PolicySnapshot snapshot, Instant now) {
        Map<String, Object> fields = new LinkedHashMap<>();
        try {
            List<PoolUse> uses = PoolUse.all(snapshot.mapping(), leases, now);
            fields.put("accounts", uses.stream().mapToInt(PoolUse::accounts).sum());
            fields.put("held", leases.all().size());
            fields.put("free", uses.stream().mapToInt(PoolUse::free).sum());
        } catch (StoreUnavailableException e) {
            fields.put("problem", "the lease store cannot be asked");
        }
        return fields;
    }

    private static String release() {
        return Optional.ofNullable(StatusPage.class.getPackage().getImplementationVersion())
                .orElse("development");
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
