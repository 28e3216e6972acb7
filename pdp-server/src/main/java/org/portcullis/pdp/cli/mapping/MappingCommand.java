package org.portcullis.pdp.cli.mapping;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis mapping}: who becomes which account. */
@Command(
        name = "mapping",
        mixinStandardHelpOptions = true,
        description = "Checks map files, and explains who becomes which account by them.",
        subcommands = {LintCommand.class, ExplainCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis mapping lint",
            "  portcullis mapping explain --dn \"/C=XX/O=Grid/CN=Alice\" --fqan /atlas/Role=production --fqan /atlas"
        })
public final class MappingCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
