package org.portcullis.pdp.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.portcullis.pdp.config.ConfigSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis config schema}: the JSON Schema of the configuration file. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the JSON Schema (2020-12) of the configuration file, for editors and other tools.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis config schema > portcullis.schema.json",
            "",
            "An editor uses it where a file begins with",
            "  # yaml-language-server: $schema=portcullis.schema.json",
            "Exit codes: 0; 2 wrong usage"
        })
final class ConfigSchemaCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(ConfigSchema.shipped().text());
        out.flush();
        return 0;
    }
}
