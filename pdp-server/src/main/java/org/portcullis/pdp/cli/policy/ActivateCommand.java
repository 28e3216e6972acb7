package org.portcullis.pdp.cli.policy;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.portcullis.pdp.bundle.BundleStore;
import org.portcullis.pdp.bundle.Rollout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code portcullis policy activate}. */
@Command(
        name = "activate",
        mixinStandardHelpOptions = true,
        description = {
            "Lets another bundle decide.",
            "It is checked against its digest and its signatures, loaded, tested, and asked questions that must be",
            "denied, before it takes the place of the one that decides now."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis policy activate 3f9c1e --wait --reason \"approve lhcb\" --ticket T-17",
            "  portcullis policy activate bundle-3f9c1e….tgz --dry-run",
            "  portcullis policy activate /etc/portcullis/policy --wait --yes",
            "",
            "Exit codes:",
            "  0   switched, and in force if --wait was given",
            "  2   not understood, or not confirmed",
            "  3   it must not decide, or the server refused it; what decided before still does",
            "  8   switched, but not in force in time",
            "  9   somebody else is at it, another bundle decides than expected, or there is no such bundle",
            "  78  the configuration or the store cannot be used"
        })
final class ActivateCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private SwitchOptions change;

    @Parameters(
            paramLabel = "DIGEST|FILE|DIR",
            description = "The beginning of the digest of a bundle, a bundle's file, or a pack's directory.")
    @SuppressWarnings("NullAway.Init")
    private String which;

    @Override
    public Integer call() throws IOException {
        BundleStore store = change.store();
        return change.carryOut(Rollout.Kind.ACTIVATE, new NamedBundle(which).takenInto(store), store);
    }
}
