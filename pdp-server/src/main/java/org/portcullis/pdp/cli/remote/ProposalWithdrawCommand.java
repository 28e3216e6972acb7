package org.portcullis.pdp.cli.remote;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code portcullis proposal withdraw}. */
@Command(
        name = "withdraw",
        mixinStandardHelpOptions = true,
        description = "Forgets a change that somebody asked for.",
        footerHeading = "%nExample:%n",
        footer = "  portcullis proposal withdraw 0b1f… --server https://authz.example.org:9443")
final class ProposalWithdrawCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ProposalOptions options;

    @Parameters(paramLabel = "ID", description = "The id of the proposal.")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @Override
    public Integer call() {
        String target = "/v1/proposals/" + AdminPort.encoded(id);
        return options.told(new AdminPort.Call("DELETE", target), page -> "withdrawn " + id);
    }
}
