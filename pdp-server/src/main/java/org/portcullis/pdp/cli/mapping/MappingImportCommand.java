package org.portcullis.pdp.cli.mapping;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.portcullis.pdp.cli.CommandGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code portcullis mapping import}: takes over who has which account. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Takes over the mapping of LCMAPS, Argus or GUMS: writes map files, moves leases into the lease store of the",
            "configuration, and says what is kept, changed and lost. Everybody keeps his account. Running it again changes nothing."
        },
        subcommands = {
            MappingImportCommand.Gridmapdir.class,
            MappingImportCommand.GridMapfile.class,
            MappingImportCommand.LcmapsDb.class,
            MappingImportCommand.ArgusPepdIni.class,
            MappingImportCommand.GumsConfig.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis mapping import gridmapdir /etc/grid-security/gridmapdir --dry-run",
            "  portcullis mapping import lcmaps-db /etc/lcmaps/lcmaps.db --out imported --report losses.json",
            "  portcullis mapping import lcmaps-db /etc/lcmaps/lcmaps.db --out imported --dialect lcmaps"
        })
final class MappingImportCommand extends CommandGroup {
    private static final String EXIT_CODES =
            "Exit codes: 0 nothing lost, 2 wrong use or a file that cannot be read, 3 something lost, 78 configuration or store.";

    /** {@code portcullis mapping import gridmapdir}. */
    @Command(
            name = "gridmapdir",
            mixinStandardHelpOptions = true,
            description = "Reads the leases of a gridmapdir. Of each the time of the last use is kept.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  portcullis mapping import gridmapdir /etc/grid-security/gridmapdir --dry-run",
                "  portcullis mapping import gridmapdir /mnt/ce/gridmapdir",
                "",
                EXIT_CODES
            })
    static final class Gridmapdir implements Callable<Integer> {
        @Mixin
        @SuppressWarnings("NullAway.Init")
        private MappingImportOptions options;

        @Parameters(paramLabel = "DIR", description = "The gridmapdir; nothing in it is changed.")
        @SuppressWarnings("NullAway.Init")
        private Path directory;

        @Override
        public Integer call() {
            return options.run(importer -> importer.gridmapdir(directory));
        }
    }

    /** {@code portcullis mapping import grid-mapfile}. */
    @Command(
            name = "grid-mapfile",
            mixinStandardHelpOptions = true,
            description = {
                "Reads grid-mapfiles, in the notation of LCMAPS. A line that names a person and an account of a pool in use",
                "becomes a lease."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  portcullis mapping import grid-mapfile /etc/grid-security/grid-mapfile \\",
                "      --groups /etc/grid-security/groupmapfile --gridmapdir /etc/grid-security/gridmapdir --out imported",
                "",
                EXIT_CODES
            })
    static final class GridMapfile implements Callable<Integer> {
        @Mixin
        @SuppressWarnings("NullAway.Init")
        private MappingImportOptions options;

        @Parameters(paramLabel = "FILE", arity = "1..*", description = "Grid-mapfiles, in the order they are asked.")
        @SuppressWarnings("NullAway.Init")
        private List<Path> files;

        @Option(names = "--groups", paramLabel = "FILE", description = "Groupmapfiles.")
        private List<Path> groups = List.of();

        @Option(names = "--gridmapdir", paramLabel = "DIR", description = "Gridmapdirs.")
        private List<Path> directories = List.of();

        @Override
        public Integer call() {
            return options.run(importer -> importer.gridMapfiles(files, groups, directories));
        }
    }

    /** {@code portcullis mapping import lcmaps-db}. */
    @Command(
            name = "lcmaps-db",
            mixinStandardHelpOptions = true,
            description = "Reads lcmaps.db and the map files and gridmapdirs that the modules of one policy name.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  portcullis mapping import lcmaps-db /etc/lcmaps/lcmaps.db --dry-run",
                "  portcullis mapping import lcmaps-db ce/etc/lcmaps/lcmaps.db --root ce --policy voms --out imported",
                "",
                EXIT_CODES
            })
    static final class LcmapsDb implements Callable<Integer> {
        @Mixin
        @SuppressWarnings("NullAway.Init")
        private MappingImportOptions options;

        @Parameters(paramLabel = "FILE", description = "lcmaps.db")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Option(
                names = "--policy",
                paramLabel = "NAME",
                defaultValue = "",
                description = "Its policy (default: the first).")
        @SuppressWarnings("NullAway.Init")
        private String policy;

        @Override
        public Integer call() {
            return options.run(importer -> importer.lcmaps(file, policy));
        }
    }

    /** {@code portcullis mapping import argus-pepd-ini}. */
    @Command(
            name = "argus-pepd-ini",
            mixinStandardHelpOptions = true,
            description =
                    "Reads pepd.ini of Argus with the map files and the gridmapdir that its obligation handler names.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  portcullis mapping import argus-pepd-ini /etc/argus/pepd/pepd.ini --out imported",
                "",
                EXIT_CODES
            })
    static final class ArgusPepdIni implements Callable<Integer> {
        @Mixin
        @SuppressWarnings("NullAway.Init")
        private MappingImportOptions options;

        @Parameters(paramLabel = "FILE", description = "pepd.ini")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Override
        public Integer call() {
            return options.run(importer -> importer.argus(file));
        }
    }

    /** {@code portcullis mapping import gums-config}. */
    @Command(
            name = "gums-config",
            mixinStandardHelpOptions = true,
            description = "Reads gums.config for one kind of host. Who holds which account GUMS keeps in its database.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  gums generateGridMapfile wn001.example.org > people",
                "  portcullis mapping import gums-config /etc/gums/gums.config --grid-mapfile people --out imported",
                "",
                EXIT_CODES
            })
    static final class GumsConfig implements Callable<Integer> {
        @Mixin
        @SuppressWarnings("NullAway.Init")
        private MappingImportOptions options;

        @Parameters(paramLabel = "FILE", description = "gums.config")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Option(
                names = "--host",
                paramLabel = "PATTERN",
                defaultValue = "",
                description = "The hostToGroupMapping with this cn or dn (default: the first).")
        @SuppressWarnings("NullAway.Init")
        private String host;

        @Option(
                names = "--grid-mapfile",
                paramLabel = "FILE",
                description = "What `gums generateGridMapfile` wrote; its pool accounts become leases.")
        private List<Path> people = List.of();

        @Override
        public Integer call() {
            return options.run(importer -> importer.gums(file, host, people));
        }
    }
}
