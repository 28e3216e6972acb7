package org.portcullis.pdp.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis audit}: the log of decisions as evidence. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "The log of decisions as evidence; what is in it is read with `portcullis decisions`.",
        subcommands = AuditVerifyCommand.class,
        footerHeading = "%nExamples:%n",
        footer = "  portcullis audit verify")
final class AuditCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
