package org.portcullis.pdp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.portcullis.pdp.audit.JsonLinesAuditLog;
import org.portcullis.pdp.audit.Retention;
import org.portcullis.pdp.audit.Retention.Step;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.json.JsonText;
import org.portcullis.pdp.seal.CheckpointKey;
import org.portcullis.pdp.seal.Checkpoints;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portcullis audit retain}: pseudonyms for names in old files, and no files that are older still. */
@Command(
        name = "retain",
        mixinStandardHelpOptions = true,
        description = {
            "Does to closed files of the log what storage.audit-keep and storage.audit-pseudonyms say: names give way to",
            "pseudonyms, later the file goes. A server does the same each day, so this is for where none runs."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis audit retain --dry-run",
            "  portcullis audit retain -o json",
            "",
            "A file `audit.jsonl.hold` beside the log keeps everything as it is.",
            "Exit codes: 0; 2 not understood; 3 a file could not be dealt with; 9 a server runs; 78 the log or the key cannot be used"
        })
final class AuditRetainCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Option(names = "--dry-run", description = "Only say what is due; also while a server runs.")
    private boolean dryRun;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** A step, and why it was not done. */
    private record Outcome(Step step, Optional<IOException> problem) {
        String what() {
            return step.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("what", what());
            fields.put("file", step.file().toString());
            problem.ifPresent(e -> fields.put("problem", e.toString()));
            return fields;
        }
    }

    @Override
    public Integer call() {
        PdpConfig.Storage storage = config.read().storage();
        if (!dryRun && new RunningServer(storage.pidFile()).isThere()) {
            spec.commandLine()
                    .getErr()
                    .println("a server runs and does this each day: stop it first, or use --dry-run");
            return ExitCode.CONFLICT;
        }
        PdpConfig.AuditFiles files = storage.auditFiles();
        Retention retention =
                new Retention(storage.audit(), new Retention.Terms(files.auditKeep(), files.auditPseudonyms()));
        if (retention.isOnHold()) {
            spec.commandLine().getErr().println("on hold, nothing is done: " + storage.audit() + ".hold is there");
        }
        List<Outcome> outcomes = outcomes(retention, storage.auditKey());
        tell(outcomes);
        return outcomes.stream().allMatch(outcome -> outcome.problem().isEmpty()) ? 0 : ExitCode.FINDINGS;
    }

    private List<Outcome> outcomes(Retention retention, Path key) {
        InstantSource clock = InstantSource.system();
        Instant now = clock.instant();
        List<Outcome> outcomes = new ArrayList<>();
        try {
            if (dryRun) {
                retention.due(now).forEach(step -> outcomes.add(new Outcome(step, Optional.empty())));
            } else {
                retention.carryOut(
                        now, tools(retention.log(), key, clock), (step, e) -> outcomes.add(new Outcome(step, e)));
            }
            return outcomes;
        } catch (IOException e) {
            throw new ConfigException(List.of("audit log `" + retention.log() + "` or its key cannot be used: " + e
                    + ", run this as the user of the server"));
        }
    }

    private static Retention.Tools tools(Path log, Path keyFile, InstantSource clock) throws IOException {
        if (Files.notExists(keyFile)) {
            throw new IOException(keyFile + ": there is no such key");
        }
        CheckpointKey key = CheckpointKey.in(keyFile);
        Checkpoints checkpoints = Checkpoints.open(JsonLinesAuditLog.checkpointsOf(log), key, clock);
        return new Retention.Tools(key, checkpoints::signRemoval);
    }

    private void tell(List<Outcome> outcomes) {
        if (output.isJson()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("dryRun", dryRun);
            fields.put("steps", outcomes.stream().map(Outcome::fields).toList());
            spec.commandLine().getOut().println(JsonText.of(fields));
            return;
        }
        for (Outcome outcome : outcomes) {
            String problem = outcome.problem().map(e -> "  failed: " + e).orElse("");
            spec.commandLine()
                    .getOut()
                    .println(outcome.what() + "  " + outcome.step().file() + problem);
        }
        spec.commandLine().getOut().println(outcomes.size() + (dryRun ? " steps due" : " steps"));
    }
}
