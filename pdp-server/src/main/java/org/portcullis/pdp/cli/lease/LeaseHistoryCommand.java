package org.portcullis.pdp.cli.lease;

import java.util.List;
import org.portcullis.pdp.mapping.LeaseEvent;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.profile.Dn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code portcullis lease history}. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Shows what ever happened to leases: of an account, of a DN, or all.",
        footerHeading = "%nExamples:%n",
        footer = {"  portcullis lease history atlas007", "  portcullis lease history \"/C=XX/O=Grid/CN=Somebody\""})
final class LeaseHistoryCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private LeaseOptions options;

    @Parameters(paramLabel = "ACCOUNT|DN", arity = "0..1", defaultValue = "", description = "Whose leases.")
    @SuppressWarnings("NullAway.Init")
    private String whose;

    @Override
    public void run() {
        try (LeaseRegister store = options.open()) {
            options.printEvents(events(store));
        }
    }

    private List<LeaseEvent> events(LeaseRegister store) {
        if (whose.isEmpty()) {
            return store.history();
        }
        return whose.contains("=") ? store.history(Dn.parse(whose)) : store.history(whose);
    }
}
