package org.portcullis.pdp.cli.mapping;

import org.portcullis.pdp.cli.CommandGroup;
import picocli.CommandLine.Command;

/** {@code portcullis mapping}: who becomes which account. */
@Command(
        name = "mapping",
        mixinStandardHelpOptions = true,
        description =
                "Checks map files, explains who becomes which account by them, and moves those of another service in.",
        subcommands = {LintCommand.class, ExplainCommand.class, MappingImportCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis mapping lint",
            "  portcullis mapping explain --dn \"/C=XX/O=Grid/CN=Alice\" --fqan /atlas/Role=production --fqan /atlas",
            "  portcullis mapping import gridmapdir /etc/grid-security/gridmapdir --dry-run"
        })
public final class MappingCommand extends CommandGroup {}
