package org.portcullis.pdp.cli.mapping;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis mapping}: who becomes which account. */
@Command(
        name = "mapping",
        mixinStandardHelpOptions = true,
        description = "Moves the mapping of another service in.",
        subcommands = {MappingImportCommand.class},
        footerHeading = "%nExample:%n",
        footer = "  portcullis mapping import gridmapdir /etc/grid-security/gridmapdir --dry-run")
public final class MappingCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
