package org.portcullis.pdp.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis completion}: what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints what a shell needs to complete commands and options. Packages have installed it already.",
        subcommands = CompletionCommand.Bash.class,
        footerHeading = "%nExample:%n",
        footer = "  source <(portcullis completion bash)")
final class CompletionCommand extends CommandGroup {
    /** {@code portcullis completion bash}. */
    @Command(
            name = "bash",
            mixinStandardHelpOptions = true,
            description = "Prints the completion for bash.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  source <(portcullis completion bash)",
                "  portcullis completion bash > /etc/bash_completion.d/portcullis",
                "",
                "Exit codes: 0; 2 wrong usage"
            })
    static final class Bash implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public void run() {
            CommandSpec root = spec.root();
            spec.commandLine().getOut().print(AutoComplete.bash(root.name(), root.commandLine()));
            spec.commandLine().getOut().flush();
        }
    }
}
