package org.portcullis.pdp.cli.policy;

import java.time.Duration;
import java.time.InstantSource;
import org.portcullis.pdp.bundle.BundleStore;
import org.portcullis.pdp.bundle.Rollout;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.cli.DurationText;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.pdp.cli.RunningServer;
import org.portcullis.pdp.cli.Terminal;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.rollout.PolicySwitch;
import org.portcullis.pdp.rollout.PolicySwitch.Plan;
import org.portcullis.pdp.rollout.SelfTest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What going forward and going back have in common: why, whether to ask, and how long to wait for the server. */
final class SwitchOptions {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private RolloutOptions options;

    @Option(names = "--wait", description = "Wait until the server decides with it, and say how long it took.")
    private boolean wait;

    @Option(
            names = "--timeout",
            defaultValue = "10s",
            converter = DurationText.class,
            description = "How long to wait (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Duration timeout;

    @Option(names = "--dry-run", description = "Try the bundle, say what would change, and change nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--reason", defaultValue = "", description = "Why, for the history.")
    @SuppressWarnings("NullAway.Init")
    private String reason;

    @Option(names = "--ticket", defaultValue = "", description = "Ticket it belongs to.")
    @SuppressWarnings("NullAway.Init")
    private String ticket;

    @Option(
            names = "--expect",
            paramLabel = "DIGEST",
            defaultValue = "",
            description = "Only if this bundle decides now, otherwise exit with 9.")
    @SuppressWarnings("NullAway.Init")
    private String expected;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** The bundles of the site, which the server has its policy from. */
    BundleStore store() {
        PdpConfig config = options.config();
        BundleStore store = new BundleStore(config.policy().bundles());
        store.demandIsServed(config.policy().pack());
        return store.prepare();
    }

    /** Makes the change, or says what it would be; the exit code. */
    int carryOut(Rollout.Kind kind, String digest, BundleStore store) {
        InstantSource clock = InstantSource.system();
        PdpConfig config = options.config();
        SelfTest test = new SelfTest(config, ConfigOption.bans(config), clock, RolloutOptions.CHECKS);
        RunningServer server = new RunningServer(config.storage().pidFile());
        Duration patience = wait ? timeout : Duration.ZERO;
        ServerAnnouncer announcer = new ServerAnnouncer(server, new PolicyPages(config.health()), patience, clock);
        PolicySwitch change = new PolicySwitch(store, test, announcer, clock);
        Rollout.Note note = new Rollout.Note(System.getProperty("user.name", "unknown"), reason, ticket);
        Plan plan = new Plan(kind, digest, expected.isEmpty() ? "" : store.find(expected), note);
        if (dryRun) {
            options.output().preview(change.preview(plan));
            return 0;
        }
        confirm(kind + " " + RolloutOutput.brief(digest) + " in place of " + RolloutOutput.brief(store.current()));
        return told(change.run(plan));
    }

    private void confirm(String what) {
        if (!yes) {
            String typed = Terminal.ask(what + "? [y/N] ")
                    .orElseThrow(() -> usage("a change of policy needs --yes where nobody can be asked"));
            if (!typed.equals("y")) {
                throw usage("not confirmed, nothing changed");
            }
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int told(PolicySwitch.Receipt receipt) {
        options.output().receipt(receipt, wait);
        if (!receipt.reception().detail().isEmpty()) {
            options.err().println(receipt.reception().detail());
        }
        return switch (receipt.reception().outcome()) {
            case IN_FORCE, SWITCHED -> 0;
            case NOT_CONFIRMED -> ExitCode.NOT_IN_FORCE;
            case REFUSED -> ExitCode.FINDINGS;
            case BEGUN, INTERRUPTED -> ExitCode.DEFECT;
        };
    }
}
