package org.portcullis.pdp.cli.policy;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.policy.PackException;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.importing.ImportedPack;
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

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the whole report here: JSON if the name ends in .json, else text.")
    @Nullable private Path report;

    @Option(names = "--strict", description = "Write no pack if something is lost.")
    private boolean strict;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Form form;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** A form of the report. */
    enum Form {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Imports, writes and reports; the exit code says whether something was lost. */
    int run(Function<String, ImportedPack> importer) {
        if (!NAME.matcher(name).matches()) {
            throw new ParameterException(spec.commandLine(), "--name takes lower-case words joined by hyphens");
        }
        if (Files.exists(out)) {
            throw new ParameterException(spec.commandLine(), out + " exists already; give a new directory");
        }
        try {
            return finish(importer.apply(name));
        } catch (ImportException e) {
            spec.commandLine().getErr().println(e.getMessage());
        } catch (PackException e) {
            e.problems().forEach(spec.commandLine().getErr()::println);
        } catch (IOException e) {
            spec.commandLine().getErr().println("cannot be written: " + e.getMessage());
        }
        return ExitCode.USAGE;
    }

    private int finish(ImportedPack pack) throws IOException {
        boolean written = !(strict && pack.hasLosses());
        if (written) {
            NewPack.write(pack.files(), out);
        }
        PrintWriter answer = spec.commandLine().getOut();
        LossReport losses = new LossReport(pack.findings(), written ? out.toString() : "");
        answer.print(form == Form.JSON ? losses.json() : losses.summary());
        answer.flush();
        if (report != null) {
            Files.writeString(report, report.toString().endsWith(".json") ? losses.json() : losses.text());
        }
        return pack.hasLosses() ? ExitCode.FINDINGS : 0;
    }
}
