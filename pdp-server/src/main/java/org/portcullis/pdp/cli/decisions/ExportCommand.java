package org.portcullis.pdp.cli.decisions;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.portcullis.pdp.audit.AuditSearch;
import org.portcullis.pdp.audit.DecisionField;
import org.portcullis.pdp.audit.DecisionQuery;
import org.portcullis.pdp.audit.PastAnswer;
import org.portcullis.pdp.audit.RawRecord;
import org.portcullis.pdp.audit.Unread;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.cli.DecisionLog;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.pdp.cli.Rows;
import org.portcullis.pdp.cli.SpanOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portcullis decisions export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes all decisions that are asked for, oldest first and however many, for another program or another team:",
            "as JSON lines, each record with everything in it; as CSV, its columns."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis decisions export --since 30d --dn \"/C=XX/O=Grid/CN=Mallory\" > mallory.jsonl",
            "  portcullis decisions export --since 7d --uid 51234 -o csv --fields at,dn,host,account > uid.csv",
            "",
            "In CSV, what a spreadsheet would take for a formula begins with an apostrophe.",
            "Exit codes: 0, also if none is found; 2 not understood; 3 parts of the log could not be read; 78 none of it could"
        })
final class ExportCommand implements Callable<Integer> {
    /** How records are written. */
    enum Form {
        JSONL,
        CSV;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private SpanOptions span;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DecisionFilter filter;

    @Option(
            names = {"--output", "-o"},
            defaultValue = "jsonl",
            description = "Form: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Form output;

    @Option(
            names = "--fields",
            split = ",",
            paramLabel = "FIELD",
            description = "Columns of CSV: ${COMPLETION-CANDIDATES} (default: all).")
    private List<DecisionField> fields = List.of(DecisionField.values());

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private long written;

    @Override
    public Integer call() {
        DecisionQuery query = filter.query(span.at(InstantSource.system().instant()));
        DecisionLog log = new DecisionLog(config.read().storage().audit());
        PrintWriter out = spec.commandLine().getOut();
        if (output == Form.CSV) {
            out.print(Rows.csv(fields.stream().map(DecisionField::toString).toList()));
        }
        AuditSearch.Report report = log.search(
                filter.indexes(), search -> search.each(query, (place, line, answer) -> write(out, line, answer)));
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        err.println(written + " records");
        report.unread().sentences().forEach(err::println);
        report.notes().forEach(err::println);
        return report.unread().equals(Unread.NOTHING) ? 0 : ExitCode.FINDINGS;
    }

    private void write(PrintWriter out, byte[] line, PastAnswer answer) {
        written++;
        if (output == Form.CSV) {
            out.print(Rows.csv(fields.stream().map(field -> field.of(answer)).toList()));
        } else {
            out.println(RawRecord.of(line).printable());
        }
    }
}
