package org.portcullis.pdp.cli.remote;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code portcullis proposal confirm}. */
@Command(
        name = "confirm",
        mixinStandardHelpOptions = true,
        description = "Has a change made that somebody else asked for, at once.",
        footerHeading = "%nExample:%n",
        footer = "  portcullis proposal confirm 0b1f… --server https://authz.example.org:9443")
final class ProposalConfirmCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ProposalOptions options;

    @Parameters(paramLabel = "ID", description = "The id of the proposal.")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @Override
    public Integer call() {
        String target = "/v1/proposals/" + AdminPort.encoded(id) + "/confirm";
        return options.told(new AdminPort.Call("POST", target), page -> "confirmed " + id);
    }
}
