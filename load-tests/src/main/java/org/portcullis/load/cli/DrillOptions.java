package org.portcullis.load.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.portcullis.load.drill.Caller;
import org.portcullis.load.drill.Drill;
import org.portcullis.load.drill.Finding;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every drill needs to know. */
final class DrillOptions {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(exclusive = false, multiplicity = "1")
    private ExchangeOptions exchange = new ExchangeOptions();

    @Option(names = "--phase", description = "how long each phase is (default: 24s)")
    private Duration phase = Duration.ofSeconds(24);

    @Option(
            names = {"-o", "--output"},
            description = "${COMPLETION-CANDIDATES}: words, or a JSON object a line (default: ${DEFAULT-VALUE})")
    private Output output = Output.TEXT;

    /** How a drill is made of options; what they say that cannot be is a usage error. */
    interface Maker {
        Drill make() throws IOException;
    }

    /** The exit code: 0 if every bar was reached. */
    int carryOut(Maker maker) throws IOException, InterruptedException {
        CommandLine line = spec.commandLine();
        List<Finding> findings = made(maker, line).carryOut();
        PrintWriter out = line.getOut();
        for (Finding finding : findings) {
            out.println(output == Output.JSON ? JSON.writeValueAsString(finding) : text(finding));
        }
        out.flush();
        return findings.stream().allMatch(Finding::passed) ? 0 : ExitCode.GATE;
    }

    private static String text(Finding finding) {
        return (finding.passed() ? "ok   " : "MISS ") + finding.text();
    }

    private static Drill made(Maker maker, CommandLine line) throws IOException {
        try {
            return maker.make();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(line, e.getMessage(), e);
        }
    }

    Caller caller() throws IOException {
        return new Caller(exchange.target(), exchange.tls()::context, exchange.template(), phase);
    }

    Caller caller(Path certificate, Path key) throws IOException {
        return new Caller(exchange.target(), exchange.tls(certificate, key)::context, exchange.template(), phase);
    }
}
