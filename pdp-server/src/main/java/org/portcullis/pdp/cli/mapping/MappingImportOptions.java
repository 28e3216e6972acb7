package org.portcullis.pdp.cli.mapping;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.portcullis.pdp.LeaseStores;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.pdp.cli.LeasesHeld;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.MapsConfig;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.decide.SiteMaps;
import org.portcullis.pdp.mapping.AccountLimits;
import org.portcullis.pdp.mapping.AccountTable;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.MappingException;
import org.portcullis.pdp.mapping.MappingFiles;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.pdp.mapping.UserSource;
import org.portcullis.pdp.mapping.importing.ImportedMapping;
import org.portcullis.pdp.mapping.importing.MappingImport;
import org.portcullis.pdp.mapping.importing.Places;
import org.portcullis.policy.importing.Finding;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.importing.Outcome;
import org.portcullis.policy.source.Position;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where an imported mapping goes, and how it is told what was lost on the way. */
final class MappingImportOptions {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write accounts.map and groups.map here, over those that are there (default: no map files).")
    @Nullable private Path out;

    @Option(
            names = "--dry-run",
            description = "Write nothing and move no lease; only say what would become of everything.")
    private boolean dryRun;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            defaultValue = "/",
            description = "Where the files of the other machine are, if they were copied (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the whole report here: JSON if the name ends in .json, else text.")
    @Nullable private Path report;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Form form;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** A form of the report. */
    enum Form {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Imports, writes and reports; the exit code says whether something was lost. */
    int run(Function<MappingImport, ImportedMapping> reader) {
        PdpConfig read = config.read();
        try {
            return finish(read, reader.apply(importer(read)));
        } catch (ImportException e) {
            spec.commandLine().getErr().println(e.getMessage());
        } catch (IOException e) {
            spec.commandLine().getErr().println("cannot be written: " + e.getMessage());
        }
        return ExitCode.USAGE;
    }

    private MappingImport importer(PdpConfig read) {
        MapsConfig.Limits site = read.mapping().maps().limits();
        AccountLimits limits = new AccountLimits(site.minUid(), site.minGid(), site.forbidden());
        List<UserSource> users = SiteMaps.of(read.mapping().maps()).files().users();
        try {
            AccountTable table = AccountTable.read(users);
            return new MappingImport(
                    name -> table.user(name).isPresent(),
                    (accounts, groups) -> MappingRules.load(
                            new MappingFiles(List.of(accounts), List.of(groups), users, List.of()), limits),
                    new Places(root));
        } catch (MappingException e) {
            throw new ConfigException(e.problems());
        }
    }

    private int finish(PdpConfig read, ImportedMapping imported) throws IOException {
        if (imported.accounts().isEmpty() && imported.groups().isEmpty() && out != null) {
            throw new ParameterException(spec.commandLine(), "there are no map files to write: leave --out out");
        }
        List<Finding> findings = new ArrayList<>(imported.findings());
        findings.addAll(leases(read, imported));
        if (out != null && !dryRun) {
            write(imported, out);
        }
        MappingReport all = new MappingReport(findings, imported.leases(), dryRun);
        PrintWriter answer = spec.commandLine().getOut();
        answer.print(form == Form.JSON ? all.json() : all.summary());
        answer.flush();
        if (report != null) {
            Files.writeString(report, report.toString().endsWith(".json") ? all.json() : all.text());
        }
        return all.hasLosses() ? ExitCode.FINDINGS : 0;
    }

    /** The server makes the store; one made here would belong to whoever runs this command. */
    private List<Finding> leases(PdpConfig read, ImportedMapping imported) {
        boolean inDirectory = read.mapping().leases().store().match(sqlite -> false, database -> false, shared -> true);
        if (imported.leases() == 0) {
            return List.of();
        }
        if (inDirectory) {
            return List.of(new Finding(
                    Position.whole(config.file().toString()),
                    Outcome.CHANGED,
                    "leases",
                    "the store is a gridmapdir: a copy of the old one with its hard links (`cp -a`) is all it needs"));
        }
        if (dryRun) {
            return imported.tryBeside(new LeasesHeld(read).all());
        }
        if (!LeaseStores.isThere(read)) {
            throw new ConfigException(
                    List.of("no lease store: `" + read.storage().leases()
                            + "`, the server makes it when it starts first: start it once, then import"));
        }
        try (LeaseRegister store = LeaseStores.open(read, InstantSource.system())) {
            return imported.moveInto(store);
        }
    }

    private static void write(ImportedMapping imported, Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("accounts.map"), imported.accounts());
        Files.writeString(directory.resolve("groups.map"), imported.groups());
    }
}
