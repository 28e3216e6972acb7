package org.portcullis.pdp.cli.decisions;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.portcullis.pdp.audit.AuditIndexes;
import org.portcullis.pdp.audit.AuditSearch;
import org.portcullis.pdp.audit.DecisionQuery;
import org.portcullis.pdp.audit.RawRecord;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.cli.DecisionLog;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.pdp.cli.OutputOption;
import org.portcullis.pdp.cli.Rows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portcullis decisions show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows everything that the audit log says of one decision; as JSON, its record as it is.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis decisions show 0b6c5c8e-53a0-4d7a-9d1e-6a1f6f0f2f11",
            "  portcullis decisions show 0b6c5c8e-53a0-4d7a-9d1e-6a1f6f0f2f11 -o json",
            "",
            "Exit codes: 0; 2 no such decision; 78 the log cannot be read"
        })
final class ShowCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Parameters(paramLabel = "ID", description = "Id of the decision: callId in the audit log, id in queries.")
    @SuppressWarnings("NullAway.Init")
    private UUID id;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        DecisionLog log = new DecisionLog(config.read().storage().audit());
        List<RawRecord> found = new ArrayList<>();
        AuditSearch.Report report = log.search(
                AuditIndexes.Use.MAKE,
                search ->
                        search.each(DecisionQuery.ofCall(id), (place, line, answer) -> found.add(RawRecord.of(line))));
        found.forEach(this::print);
        spec.commandLine().getOut().flush();
        report.unread().sentences().forEach(spec.commandLine().getErr()::println);
        report.notes().forEach(spec.commandLine().getErr()::println);
        if (found.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("no decision `" + id + "` in " + log.file() + " or what it was rotated into");
        }
        return found.isEmpty() ? ExitCode.USAGE : 0;
    }

    private void print(RawRecord found) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(found.printable());
        } else {
            found.fields().forEach((name, value) -> out.println(line(name, value)));
        }
    }

    private static String line(String name, String value) {
        return String.format("%-34s %s", name, Rows.printable(value)).stripTrailing();
    }
}
