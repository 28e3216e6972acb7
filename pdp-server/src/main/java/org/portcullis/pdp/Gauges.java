package org.portcullis.pdp;

import java.util.Map;
import org.portcullis.pdp.context.PilotMemory;
import org.portcullis.pdp.decide.BanFreshness;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.decide.Reloader;
import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.policy.PackManifest;

/** What the metrics page tells of the policy and the bans in force, and of pilots. */
record Gauges(CurrentPolicy policy, Reloader reloader, BanFreshness freshness, PilotMemory pilots) {
    void export(ServerMetrics metrics) {
        metrics.gauge(
                "portcullis.policy.epoch",
                "Snapshots since the start",
                () -> policy.get().epoch());
        metrics.info("portcullis.policy.info", "The policy that decides", this::policyInfo);
        metrics.gauge(
                "portcullis.config.reloads",
                "Reloads that have ended since the start, taken or not",
                reloader::reloads);
        metrics.gauge(
                "portcullis.bans",
                "Bans that are known",
                () -> policy.get().bans().size());
        metrics.gauge(
                "portcullis.ban.epoch",
                "Number of the last change in the ban store that is in force",
                () -> policy.get().bans().revision());
        metrics.gauge(
                "portcullis.ban.staleness.seconds",
                "Time since the ban store was last read: every ban set before is in force",
                () -> freshness.age().toMillis() / 1000.0);
        metrics.gauge(
                "portcullis.config.last.reload.success",
                "Whether the last reload was taken",
                () -> reloader.last().success() ? 1 : 0);
        metrics.gauges(
                "portcullis.pilot.alarms",
                "Questions of pilots since the start that look like those of somebody with stolen chains",
                "alarm",
                pilots::alarms);
    }

    private Map<String, String> policyInfo() {
        PackManifest manifest = policy.get().pack().manifest();
        return Map.of(
                "name", manifest.name(),
                "version", manifest.version(),
                "digest", manifest.digest(),
                "bundle", reloader.bundle());
    }
}
