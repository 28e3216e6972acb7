package org.portcullis.pdp.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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
final class DnCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
