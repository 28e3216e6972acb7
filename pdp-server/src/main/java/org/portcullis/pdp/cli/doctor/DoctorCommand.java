package org.portcullis.pdp.cli.doctor;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.pdp.cli.OutputOption;
import org.portcullis.pdp.cli.RunningServer;
import org.portcullis.pdp.cli.doctor.Finding.Level;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.json.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at the configuration, policy, certificates, CRLs, VOMS servers, stores, pools, ports, clock and files",
            "of this server, running or not, and changes nothing. Each id has a section in docs/doctor.md.",
            "Run it as the user of the server, so that it sees what the server sees."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis doctor",
            "  portcullis doctor -o json",
            "",
            "Exit codes: 0 nothing failed, 2 usage, 3 something did"
        })
public final class DoctorCommand implements Callable<Integer> {
    private static final List<Examination> EXAMINATIONS = List.of(
            new JavaExamination(),
            new PolicyExamination(),
            new HostExamination(),
            new AuthoritiesExamination(),
            new VomsdirExamination(),
            new ClockExamination(),
            new StoresExamination(),
            new PortsExamination(),
            new FilesExamination());

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Finding> findings = findings();
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(JsonText.of(fields(findings)));
        } else {
            findings.forEach(finding -> out.println(finding.lines()));
            out.printf("%d failed, %d warnings%n", count(findings, Level.FAIL), count(findings, Level.WARN));
        }
        return count(findings, Level.FAIL) > 0 ? ExitCode.FINDINGS : 0;
    }

    private List<Finding> findings() {
        PdpConfig read;
        try {
            read = config.read();
        } catch (ConfigException e) {
            return e.problems().stream()
                    .map(problem -> Finding.fail(Ailment.CONFIGURATION, problem))
                    .toList();
        }
        boolean isRunning = new RunningServer(read.storage().pidFile()).isThere();
        Patient patient = new Patient(config, read, InstantSource.system(), isRunning);
        List<Finding> findings = new ArrayList<>();
        EXAMINATIONS.forEach(examination -> findings.addAll(examination.of(patient)));
        return findings;
    }

    private static long count(List<Finding> findings, Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    private static Map<String, Object> fields(List<Finding> findings) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("findings", findings.stream().map(Finding::fields).toList());
        fields.put("failed", count(findings, Level.FAIL));
        fields.put("warnings", count(findings, Level.WARN));
        return fields;
    }
}
