package org.portcullis.pdp.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.portcullis.pdp.audit.AuditSeal;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.json.JsonText;
import org.portcullis.pdp.seal.Break;
import org.portcullis.pdp.seal.CheckpointKey;
import org.portcullis.pdp.seal.SealReport;
import org.portcullis.pdp.seal.Tombstone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portcullis audit verify}: whether the log is as it was written. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Holds the log, with the files it was rotated into, against its chain of hashes and its signed checkpoints.",
            "Every record that was changed, left out, put in or moved is found, but for the last ones that no checkpoint covers yet."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis audit verify",
            "  portcullis audit verify --log /evidence/audit.jsonl --public-key authz1.pub -o json",
            "",
            "Exit codes: 0 as it was written; 2 not understood; 3 it is not; 78 the log or the key cannot be read"
        })
final class AuditVerifyCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "The log, with its checkpoints and rotated files beside it (default: the configured one).")
    private Optional<Path> log = Optional.empty();

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "Public half of the key of the server that wrote it (default: the configured one).")
    private Optional<Path> key = Optional.empty();

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        SealReport report = verify(
                log.orElseGet(() -> storage().audit()),
                key.orElseGet(() -> CheckpointKey.publicFile(storage().auditKey())));
        PrintWriter out = spec.commandLine().getOut();
        out.println(output.isJson() ? JsonText.of(fields(report)) : text(report));
        return report.isWhole() ? 0 : ExitCode.FINDINGS;
    }

    private PdpConfig.Storage storage() {
        return config.read().storage();
    }

    private static SealReport verify(Path log, Path publicKey) {
        PublicKey known;
        try {
            known = CheckpointKey.publicKey(publicKey);
        } catch (IOException e) {
            throw new ConfigException(List.of("public key `" + publicKey + "` cannot be used: " + e));
        }
        try {
            return new AuditSeal(log).verify(known);
        } catch (IOException e) {
            throw new DecisionLog(log).unreadable(e);
        }
    }

    private static String text(SealReport report) {
        StringBuilder text = new StringBuilder();
        report.breaks().forEach(found -> text.append(found).append('\n'));
        text.append(report.isWhole() ? "as it was written: " : report.breaks().size() + " breaks: ")
                .append(report.lines())
                .append(" records, ")
                .append(report.first())
                .append(" to ")
                .append(report.last())
                .append("; ")
                .append(report.checkpoints())
                .append(" checkpoints, the last one covers up to record ")
                .append(report.signedUpTo());
        report.tombstones().forEach(stone -> text.append('\n').append(sentence(stone)));
        if (report.remains() > 0) {
            text.append("\nlines that a crash cut short: ").append(report.remains());
        }
        if (report.unlinked() > 0) {
            text.append("\nlines of an earlier release, of which nothing can be said: ")
                    .append(report.unlinked());
        }
        return text.toString();
    }

    private static String sentence(Tombstone stone) {
        return "%s %s: %d records, %d to %d"
                .formatted(
                        stone.kind().word(),
                        stone.at().truncatedTo(ChronoUnit.SECONDS),
                        stone.records(),
                        stone.from().seq() + 1,
                        stone.to().seq());
    }

    private static Map<String, Object> fields(SealReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("whole", report.isWhole());
        fields.put("records", report.lines());
        fields.put("first", report.first());
        fields.put("last", report.last());
        fields.put("checkpoints", report.checkpoints());
        fields.put("signedUpTo", report.signedUpTo());
        fields.put("remains", report.remains());
        fields.put("unlinked", report.unlinked());
        fields.put(
                "tombstones",
                report.tombstones().stream().map(AuditVerifyCommand::sentence).toList());
        fields.put("breaks", report.breaks().stream().map(Break::toString).toList());
        return fields;
    }
}
