package org.portcullis.pdp.cli.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.portcullis.pdp.cli.ImportReport;
import org.portcullis.pdp.cli.ReportOptions;
import org.portcullis.policy.importing.ImportedPack;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where an imported pack goes, and how it is told what was lost on the way. */
final class ImportOptions {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The new pack; must not exist yet.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--name",
            defaultValue = "imported",
            description = "What the pack is called (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(names = "--strict", description = "Write no pack if something is lost.")
    private boolean strict;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ReportOptions report;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Imports, writes and reports; the exit code says whether something was lost. */
    int run(Function<String, ImportedPack> importer) {
        if (!NAME.matcher(name).matches()) {
            throw new ParameterException(spec.commandLine(), "--name takes lower-case words joined by hyphens");
        }
        if (Files.exists(out)) {
            throw new ParameterException(spec.commandLine(), out + " exists already; give a new directory");
        }
        return report.run(spec.commandLine(), () -> write(importer.apply(name)));
    }

    private ImportReport write(ImportedPack pack) throws IOException {
        boolean written = !(strict && pack.hasLosses());
        if (written) {
            NewPack.write(pack.files(), out);
        }
        return new ImportReport(
                pack.findings(),
                Map.of("pack", written ? out.toString() : ""),
                written ? "wrote " + out + ": " : "nothing written: ",
                "");
    }
}
