package org.portcullis.pdp.cli.policy;

import java.util.concurrent.Callable;
import org.portcullis.pdp.bundle.BundleConflictException;
import org.portcullis.pdp.bundle.BundleStore;
import org.portcullis.pdp.bundle.Rollout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code portcullis policy rollback}. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Lets the bundle decide again that decided before this one; once more, the one before that.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis policy rollback --wait",
            "  portcullis policy rollback --to 9d00aa --wait --yes --reason \"lhcb pilots denied\"",
            "",
            "Exit codes:",
            "  0   switched, and in force if --wait was given",
            "  2   not understood, or not confirmed",
            "  3   it must not decide, or the server refused it; what decided before still does",
            "  8   switched, but not in force in time",
            "  9   somebody else is at it, another bundle decides than expected, or there is nothing to go back to",
            "  78  the configuration or the store cannot be used"
        })
final class RollbackCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private SwitchOptions change;

    @Option(
            names = "--to",
            paramLabel = "DIGEST",
            defaultValue = "",
            description = "Go back to this bundle, named by the beginning of its digest.")
    @SuppressWarnings("NullAway.Init")
    private String to;

    @Override
    public Integer call() {
        BundleStore store = change.store();
        String target = to.isEmpty() ? before(store) : store.find(to);
        return change.carryOut(Rollout.Kind.ROLLBACK, target, store);
    }

    private static String before(BundleStore store) {
        return store.history()
                .before(store.current())
                .orElseThrow(() -> new BundleConflictException("nothing decided before `" + store.current()
                        + "`: name a bundle with --to, see `portcullis policy history`"));
    }
}
