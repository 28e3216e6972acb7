package org.portcullis.pdp.cli;

import picocli.CommandLine.Command;

/** {@code portcullis dn}: distinguished names. */
@Command(
        name = "dn",
        mixinStandardHelpOptions = true,
        description = "Distinguished names, as other software spells them.",
        subcommands = DnConvertCommand.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis dn convert '/DC=org/DC=example/CN=Jane Doe'",
            "  portcullis dn convert --file /tmp/x509up_u1000"
        })
final class DnCommand extends CommandGroup {}
