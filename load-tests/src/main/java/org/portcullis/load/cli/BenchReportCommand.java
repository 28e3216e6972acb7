package org.portcullis.load.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.portcullis.load.bench.ResultFiles;
import org.portcullis.load.bench.Summary;
import org.portcullis.load.report.Page;
import org.portcullis.load.report.SummaryText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb that shows a measurement again, and makes its page anew from its other files. */
@Command(
        name = "report",
        description = "Shows the measurements in a directory again, and makes their pages (index.html) anew.",
        footerHeading = "%nExample:%n",
        footer = {"  portcullis-load bench report load-report", "", "Exit codes: 0 shown, 2 usage or no results there"})
final class BenchReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "what `bench run --report` wrote, or a directory of such")
    private Path directory = Path.of("");

    @Option(
            names = {"-o", "--output"},
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.TEXT;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            for (ResultFiles files : ResultFiles.in(directory)) {
                Summary summary = files.readSummary();
                Page.write(files);
                out.print(output == Output.JSON ? ResultFiles.json(summary) + "\n" : new SummaryText(summary).text());
            }
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        out.flush();
        return 0;
    }
}
