package org.portcullis.pdp.cli;

import picocli.CommandLine.Command;

/** {@code portcullis audit}: the log of decisions as evidence. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "The log of decisions as evidence; what is in it is read with `portcullis decisions`.",
        subcommands = {AuditVerifyCommand.class, AuditRetainCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {"  portcullis audit verify", "  portcullis audit retain --dry-run"})
final class AuditCommand extends CommandGroup {}
