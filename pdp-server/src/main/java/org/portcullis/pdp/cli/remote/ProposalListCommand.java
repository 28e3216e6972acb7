package org.portcullis.pdp.cli.remote;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.portcullis.pdp.cli.Rows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code portcullis proposal list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists what waits to be confirmed, the oldest first.",
        footerHeading = "%nExample:%n",
        footer = "  portcullis proposal list --server https://authz.example.org:9443")
final class ProposalListCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ProposalOptions options;

    @Override
    public Integer call() {
        return options.told(new AdminPort.Call("GET", "/v1/proposals"), ProposalListCommand::lines);
    }

    private static String lines(FlatJson page) {
        return IntStream.iterate(0, n -> page.find("/proposals/" + n + "/id").isPresent(), n -> n + 1)
                .mapToObj(n -> line(page, "/proposals/" + n))
                .collect(Collectors.joining("\n"));
    }

    private static String line(FlatJson page, String at) {
        String what = page.find(at + "/change/selector").orElse(page.text(at + "/change/to"));
        return Rows.printable(String.join(
                "  ",
                page.text(at + "/id"),
                page.text(at + "/expires"),
                page.text(at + "/operation"),
                what,
                "(" + page.text(at + "/change/reason") + ")",
                page.text(at + "/author")));
    }
}
