package org.portcullis.pdp.cli.decisions;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.portcullis.pdp.audit.AuditSearch;
import org.portcullis.pdp.audit.DecisionField;
import org.portcullis.pdp.audit.PastAnswer;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.cli.DecisionLog;
import org.portcullis.pdp.cli.Rows;
import org.portcullis.pdp.cli.Rows.Form;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which log is read, and how decisions are written. */
final class DecisionView {
    private static final List<DecisionField> USUAL = List.of(
            DecisionField.AT,
            DecisionField.DECISION,
            DecisionField.REASON,
            DecisionField.DN,
            DecisionField.FQAN,
            DecisionField.PILOT,
            DecisionField.HOST,
            DecisionField.ACCOUNT,
            DecisionField.ID);

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Option(
            names = {"--output", "-o"},
            defaultValue = "table",
            description = "Form: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Form output;

    @Option(
            names = "--fields",
            split = ",",
            paramLabel = "FIELD",
            description = "Columns: ${COMPLETION-CANDIDATES} (default: the usual ones in a table, else all).")
    private List<DecisionField> fields = List.of();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    DecisionLog log() {
        return new DecisionLog(config.read().storage().audit());
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Says what was passed over, and what took longer than it must. */
    void tell(AuditSearch.Report report) {
        report.unread().sentences().forEach(err()::println);
        report.notes().forEach(err()::println);
    }

    Form form() {
        return output;
    }

    Rows rows(List<? extends PastAnswer> answers) {
        List<DecisionField> shown = shown();
        return new Rows(
                shown.stream().map(DecisionField::toString).toList(),
                answers.stream().map(answer -> row(answer, shown)).toList());
    }

    private List<DecisionField> shown() {
        if (!fields.isEmpty()) {
            return fields;
        }
        return output == Form.TABLE ? USUAL : List.of(DecisionField.values());
    }

    private List<String> row(PastAnswer answer, List<DecisionField> shown) {
        return shown.stream()
                .map(field -> field == DecisionField.AT ? time(answer.at()) : field.of(answer))
                .toList();
    }

    /** UTC, to the digit; in a table to the millisecond and, where somebody looks at it, in the time of the place. */
    private String time(Instant at) {
        if (output != Form.TABLE) {
            return at.toString();
        }
        return isLookedAt()
                ? DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSxxx").format(at.atZone(ZoneId.systemDefault()))
                : at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    @SuppressWarnings("SystemConsoleNull") // Java 17 answers null without a terminal
    private static boolean isLookedAt() {
        return System.console() != null;
    }
}
