package org.portcullis.load.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.portcullis.load.run.Drill;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb that asks too much of a server, and tells whether it stays useful. */
@Command(
        name = "drill",
        description = {
            "Asks too much of a server on this machine, and tells whether it stays useful. overload: three times of what it",
            "can do. noisy: one caller asks for three times of what it can do, another for a quarter of it.",
            "Exit codes: 0 every bar reached, 2 usage, 4 a bar missed."
        },
        footerHeading = "%nExample:%n",
        footer =
                "  portcullis-load drill overload --url https://127.0.0.1:8443/authz --cert pep/cert.pem --key pep/key.pem"
                        + " --ca-file ca.pem --body query.xml --phase 24s")
final class DrillCommand implements Callable<Integer> {
    /** The exercises there are. */
    enum Exercise {
        OVERLOAD,
        NOISY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
    private Exercise exercise = Exercise.OVERLOAD;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private ExchangeOptions exchange = new ExchangeOptions();

    @Option(names = "--noisy-cert", description = "for noisy: certificate chain of the other caller, PEM")
    private Path noisyCertificate = Path.of("");

    @Option(names = "--noisy-key", description = "for noisy: key of the other caller, PEM, not encrypted")
    private Path noisyKey = Path.of("");

    @Option(names = "--connections", description = "of the overload (default: ${DEFAULT-VALUE})")
    private int connections = 256;

    @Option(names = "--phase", description = "how long each of the four or five phases is (default: 24s)")
    private Duration phase = Duration.ofSeconds(24);

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        List<Drill.Finding> findings = findings();
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> out.printf("%-4s %s%n", finding.passed() ? "ok" : "MISS", finding.text()));
        out.flush();
        return findings.stream().allMatch(Drill.Finding::passed) ? 0 : ExitCode.GATE;
    }

    private List<Drill.Finding> findings() throws IOException, InterruptedException, ExecutionException {
        try {
            Drill drill = new Drill(exchange.target(), exchange.template(), connections, phase);
            return switch (exercise) {
                case OVERLOAD -> drill.overload(exchange.tls()::context);
                case NOISY -> drill.noisy(exchange.tls()::context, exchange.tls(noisyCertificate, noisyKey)::context);
            };
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
