package org.portcullis.pdp.cli.mapping;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.cli.OutputOption;
import org.portcullis.pdp.decide.SiteMaps;
import org.portcullis.pdp.mapping.AccountLimits;
import org.portcullis.pdp.mapping.MapDialect;
import org.portcullis.pdp.mapping.MapOrder;
import org.portcullis.pdp.mapping.MappingFiles;
import org.portcullis.pdp.mapping.MappingTerms;
import org.portcullis.pdp.mapping.UserSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which map files are meant: those of the configuration, or those that are named. */
final class MapOptions {
    @Parameters(
            paramLabel = "FILE",
            description =
                    "Account maps (grid-mapfile, vo-mapfile), read as one; default: the maps of the configuration.")
    private List<Path> accounts = List.of();

    @Option(
            names = "--groups",
            paramLabel = "FILE",
            description = "Group map (groupmapfile); may be given several times.")
    private List<Path> groups = List.of();

    @Option(
            names = "--passwd",
            paramLabel = "FILE",
            description = "Users that the named maps may name; without, names of users and groups are not checked.")
    private @Nullable Path passwd;

    @Option(names = "--group", paramLabel = "FILE", description = "Groups that the named maps may name.")
    private @Nullable Path group;

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT",
            description =
                    "Language of the maps: ${COMPLETION-CANDIDATES} (default: that of the configuration, or argus).")
    private @Nullable MapDialect dialect;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** What is meant; the configuration is read only where no map is named. */
    SiteMaps maps() {
        if (accounts.isEmpty() && groups.isEmpty()) {
            if (passwd != null || group != null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--passwd and --group go with maps that are named: name a FILE or --groups");
            }
            SiteMaps maps = SiteMaps.of(config.read().mapping().maps());
            return new SiteMaps(maps.files(), dialect().map(maps.terms()::in).orElse(maps.terms()));
        }
        MapDialect language = dialect().orElse(MapDialect.ARGUS);
        return new SiteMaps(
                new MappingFiles(accounts, groups, users(), List.of()),
                new MappingTerms(
                        language, MapOrder.usualFor(language), new AccountLimits(1000, 1000, Set.of("nobody"))));
    }

    private List<UserSource> users() {
        List<UserSource> users = new ArrayList<>();
        if (passwd != null && group != null) {
            users.add(new UserSource.Files(passwd, group));
        } else if (passwd != null || group != null) {
            throw new ParameterException(spec.commandLine(), "--passwd and --group go together: give both");
        }
        return users;
    }

    /** The dialect that is asked for; empty if none is. */
    Optional<MapDialect> dialect() {
        return Optional.ofNullable(dialect);
    }

    boolean json() {
        return output.isJson();
    }
}
