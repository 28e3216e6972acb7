package org.portcullis.load.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.portcullis.load.run.ConnectionMode;
import org.portcullis.load.run.LoadPlan;
import org.portcullis.load.run.LoadReport;
import org.portcullis.load.run.OpenLoopDriver;
import org.portcullis.load.run.ReportText;
import org.portcullis.load.run.Unobserved;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb that sends SOAP requests at a constant rate and reports how long the answers took. */
@Command(
        name = "run",
        description = {
            "Sends SOAP requests at a constant rate to a server on this machine.",
            "Exit codes: 0 valid run, 2 usage, 5 run invalid as the generator lagged, 6 no request was answered."
        },
        footerHeading = "%nExample:%n",
        footer = "  portcullis-load run --url https://127.0.0.1:8443/authz --cert pep/cert.pem --key pep/key.pem"
                + " --ca-file ca.pem --body query.xml --rate 200 --duration 30s")
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(exclusive = false, multiplicity = "1")
    private ExchangeOptions exchange = new ExchangeOptions();

    @Option(names = "--rate", description = "requests per second (default: ${DEFAULT-VALUE})")
    private double rate = 100;

    @Option(names = "--duration", description = "how long (default: 30s)")
    private Duration duration = Duration.ofSeconds(30);

    @Option(names = "--connections", description = "most requests under way (default: ${DEFAULT-VALUE})")
    private int connections = 8;

    @Option(names = "--mode", description = "keep-alive, new-connection or resumed (default: keep-alive)")
    private ConnectionMode mode = ConnectionMode.KEEP_ALIVE;

    @Option(names = "--timeout", description = "longest wait for one answer (default: 5s)")
    private Duration timeout = Duration.ofSeconds(5);

    @Option(
            names = {"-o", "--output"},
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.TEXT;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LoadReport report = driver().run(new Unobserved()).report();
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (output) {
                    case TEXT -> ReportText.table(report);
                    case JSON -> ReportText.json(report);
                });
        out.flush();
        if (report.done() == 0) {
            return ExitCode.NO_ANSWER;
        }
        return report.isValid() ? 0 : ExitCode.INVALID;
    }

    private OpenLoopDriver driver() throws IOException {
        try {
            LoadPlan plan = new LoadPlan(rate, duration, connections, mode, timeout);
            return new OpenLoopDriver(
                    exchange.target(), exchange.tls()::context, plan, exchange.template(), InstantSource.system());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    static ConnectionMode mode(String word) {
        return ConnectionMode.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
