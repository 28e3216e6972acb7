package org.portcullis.pdp.cli.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.portcullis.pdp.LeaseStores;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.cli.ImportReport;
import org.portcullis.pdp.cli.LeasesHeld;
import org.portcullis.pdp.cli.ReportOptions;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.decide.SiteMaps;
import org.portcullis.pdp.mapping.AccountLimits;
import org.portcullis.pdp.mapping.AccountTable;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.MapDialect;
import org.portcullis.pdp.mapping.MappingException;
import org.portcullis.pdp.mapping.MappingFiles;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.pdp.mapping.MappingTerms;
import org.portcullis.pdp.mapping.UserSource;
import org.portcullis.pdp.mapping.importing.ImportedMapping;
import org.portcullis.pdp.mapping.importing.MappingImport;
import org.portcullis.pdp.mapping.importing.Places;
import org.portcullis.policy.importing.Finding;
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
            names = "--dialect",
            paramLabel = "DIALECT",
            description =
                    "Language of the written maps: ${COMPLETION-CANDIDATES} (default: that of the configuration).")
    private @Nullable MapDialect dialect;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ReportOptions report;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Imports, writes and reports; the exit code says whether something was lost. */
    int run(Function<MappingImport, ImportedMapping> reader) {
        PdpConfig read = config.read();
        SiteMaps site = SiteMaps.of(read.mapping().maps());
        MappingTerms terms = site.terms().in(dialect == null ? site.terms().dialect() : dialect);
        return report.run(
                spec.commandLine(),
                () -> finish(
                        read,
                        terms.dialect(),
                        reader.apply(importer(site.files().users(), terms))));
    }

    /** Pools for verified people only may be in none of the maps yet. */
    private MappingImport importer(List<UserSource> users, MappingTerms site) {
        AccountLimits limits = new AccountLimits(
                site.limits().minUid(), site.limits().minGid(), site.limits().forbidden());
        MappingTerms terms = new MappingTerms(site.dialect(), site.order(), limits);
        try {
            AccountTable table = AccountTable.read(users);
            return new MappingImport(
                    name -> table.user(name).isPresent(),
                    (accounts, groups) -> MappingRules.load(
                            new MappingFiles(List.of(accounts), List.of(groups), users, List.of()), terms),
                    new Places(root),
                    terms.dialect());
        } catch (MappingException e) {
            throw new ConfigException(e.problems());
        }
    }

    private ImportReport finish(PdpConfig read, MapDialect written, ImportedMapping imported) throws IOException {
        boolean maps = !imported.accounts().isEmpty() || !imported.groups().isEmpty();
        if (!maps && out != null) {
            throw new ParameterException(spec.commandLine(), "there are no map files to write: leave --out out");
        }
        List<Finding> findings = new ArrayList<>(imported.findings());
        findings.addAll(maps ? otherDialect(read, written) : List.of());
        findings.addAll(leases(read, imported));
        if (out != null && !dryRun) {
            write(imported, out);
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("dryRun", dryRun);
        facts.put("leases", imported.leases());
        return new ImportReport(
                findings, facts, dryRun ? "nothing written: " : "", "; " + imported.leases() + " leases found");
    }

    private List<Finding> otherDialect(PdpConfig read, MapDialect written) {
        return SiteMaps.of(read.mapping().maps()).terms().dialect() == written
                ? List.of()
                : List.of(new Finding(
                        Position.whole(config.file().toString()),
                        Outcome.CHANGED,
                        "dialect",
                        "the maps are in another one: set `mapping.dialect` to " + written + " when you use them"));
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
