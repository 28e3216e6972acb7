package org.portcullis.pdp.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.portcullis.policy.PackException;
import org.portcullis.policy.importing.ImportException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command that imports tells what was lost on the way. */
public final class ReportOptions {
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the whole report here: JSON if the name ends in .json, else text.")
    @Nullable private Path report;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    /** Something that reads another service's files and writes ours. */
    public interface Import {
        /** Does it, and tells what became of everything. */
        ImportReport run() throws IOException;
    }

    /** Imports and reports; the exit code says whether something was lost, or could not be done. */
    public int run(CommandLine command, Import work) {
        try {
            return tell(command.getOut(), work.run());
        } catch (ImportException e) {
            command.getErr().println(e.getMessage());
        } catch (PackException e) {
            e.problems().forEach(command.getErr()::println);
        } catch (IOException e) {
            command.getErr().println("cannot be written: " + e.getMessage());
        }
        return ExitCode.USAGE;
    }

    private int tell(PrintWriter answer, ImportReport all) throws IOException {
        answer.print(output.isJson() ? all.json() : all.summary());
        answer.flush();
        if (report != null) {
            Files.writeString(report, report.toString().endsWith(".json") ? all.json() : all.text());
        }
        return all.hasLosses() ? ExitCode.FINDINGS : 0;
    }
}
