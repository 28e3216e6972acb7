package org.portcullis.pdp.cli.lease;

import java.util.List;
import org.portcullis.pdp.mapping.LeaseEvent;
import org.portcullis.pdp.mapping.LeaseRegister;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which lease is changed, by whom and why. */
final class LeaseChangeOptions {
    @Parameters(paramLabel = "ACCOUNT", description = "The account that is leased.")
    @SuppressWarnings("NullAway.Init")
    private String account;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the history.")
    @SuppressWarnings("NullAway.Init")
    private String reason;

    @Option(
            names = "--author",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who does it (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String author;

    String account() {
        return account;
    }

    String reason() {
        return reason;
    }

    String author() {
        return author;
    }

    /** What was done just now. */
    List<LeaseEvent> lastOf(LeaseRegister store) {
        List<LeaseEvent> events = store.history(account);
        return events.subList(Math.max(0, events.size() - 1), events.size());
    }
}
