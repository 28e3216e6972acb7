package org.portcullis.load.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portcullis.load.bench.BanOrder;
import org.portcullis.load.bench.ControlPlan;
import org.portcullis.load.bench.ProcessCpu;
import org.portcullis.load.bench.Slo;
import org.portcullis.load.bench.Wishes;
import picocli.CommandLine.Option;

/** What is to be found out beside how long answers take. */
final class WishOptions {
    /** The servers that a control can be. */
    enum Control {
        NONE,
        ECHO;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--closed", description = "closed loop: finds the ceiling only, its times mean nothing to clients")
    private boolean closed;

    @Option(names = "--ramp", description = "search the highest rate that keeps --slo, then run at it")
    private boolean ramp;

    @Option(names = "--steps", description = "halvings of a ramp once it failed (default: ${DEFAULT-VALUE})")
    private int steps = 5;

    @Option(names = "--step-for", description = "how long each rate of a ramp is tried (default: 10s)")
    private Duration stepFor = Duration.ofSeconds(10);

    @Option(names = "--slo", description = "promises, as in p99=10ms,errors=0.01%%")
    private @Nullable String slo;

    @Option(names = "--server-pid", description = "process of the server, for its processor time")
    private @Nullable Long serverPid;

    @Option(
            names = "--ban-at",
            paramLabel = "TIME=vo:VO",
            description = "ban a VO in the middle, as in 150s=vo:demo.vo")
    private Map<Duration, String> banAt = Map.of();

    @Option(names = "--ban-command", description = "what bans {} and ends once that is in force")
    private @Nullable String banCommand;

    @Option(names = "--server-config", description = "configuration for the ban command: portcullis ban add {} --wait")
    private @Nullable Path serverConfig;

    @Option(names = "--control", description = "echo: hold the server against a bare TLS server (default: none)")
    private Control control = Control.NONE;

    @Option(names = "--control-for", description = "how long each side of the control is asked (default: 10s)")
    private Duration controlFor = Duration.ofSeconds(10);

    @Nullable Long serverPid() {
        return serverPid;
    }

    Wishes wishes(SiteOptions site) {
        return new Wishes(
                closed,
                slo == null ? Slo.NONE : Slo.parse(slo),
                serverPid == null ? null : ProcessCpu.of(serverPid),
                bans(),
                ramp ? new Wishes.RampPlan(steps, stepFor) : null,
                control == Control.ECHO ? control(site) : null);
    }

    private ControlPlan control(SiteOptions site) {
        return new ControlPlan(
                site.ofWorld("server/hostcert.pem"),
                site.ofWorld("server/hostkey.pem"),
                site.ofWorld("ca.pem"),
                controlFor);
    }

    private List<BanOrder> bans() {
        if (banAt.size() > 1) {
            throw new IllegalArgumentException("one ban in a run, give --ban-at once");
        }
        return banAt.entrySet().stream()
                .map(ban -> BanOrder.of(
                        ban.getKey(), ban.getValue(), List.of(banCommand().split("\\s+", -1))))
                .toList();
    }

    private String banCommand() {
        if (banCommand != null) {
            return banCommand;
        }
        if (serverConfig == null) {
            throw new IllegalArgumentException("--ban-at needs --server-config or --ban-command");
        }
        return "portcullis ban add {} --reason load-test --for 1h --yes --wait --config " + serverConfig;
    }
}
