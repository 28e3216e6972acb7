package org.portcullis.pdp.cli.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.portcullis.pdp.bundle.Rollout;
import org.portcullis.pdp.bundle.RolloutHistory;
import org.portcullis.pdp.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code portcullis policy history}. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Lists every bundle that was activated or rolled back to, oldest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis policy history",
            "  portcullis policy history --verify",
            "",
            "Exit codes:",
            "  0   listed, or the history is as it was written",
            "  3   a line of the history was changed or taken away, or cannot be read",
            "  78  the configuration or the store cannot be used"
        })
final class HistoryCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private RolloutOptions options;

    @Option(names = "--verify", description = "Check that every line is as it was written and follows the one before.")
    private boolean verify;

    @Override
    public Integer call() {
        RolloutHistory history = options.store().history();
        return verify ? verified(history) : listed(history.entries());
    }

    private int verified(RolloutHistory history) {
        Optional<String> broken = history.broken();
        if (broken.isPresent()) {
            options.err().println(broken.get());
            return ExitCode.FINDINGS;
        }
        int lines = history.entries().size();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("lines", lines);
        fields.put("chain", "unbroken");
        options.output().line(fields, lines + " lines, each as it was written");
        return 0;
    }

    /** People need not see that a change began once they see how it ended. */
    private int listed(List<Rollout> entries) {
        options.output().rolloutHead();
        for (int n = 0; n < entries.size(); n++) {
            boolean concluded = entries.get(n).outcome() == Rollout.Outcome.BEGUN && n < entries.size() - 1;
            if (!concluded) {
                options.output().rollout(entries.get(n));
            }
        }
        return 0;
    }
}
