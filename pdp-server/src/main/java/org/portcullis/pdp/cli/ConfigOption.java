package org.portcullis.pdp.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import org.portcullis.pdp.ban.BanStore;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.ConfigReader;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.decide.Loading;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.SnapshotLoader;
import org.portcullis.pdp.mapping.MappingException;
import org.portcullis.pdp.mapping.MappingRules;
import picocli.CommandLine.Option;

/** The option that says where the configuration is. */
public final class ConfigOption {
    @Option(
            names = {"--config", "-c"},
            paramLabel = "FILE",
            defaultValue = "/etc/portcullis/portcullis.yaml",
            description = "Configuration file (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    /** Reads the file; see {@link ConfigReader#read}. */
    public PdpConfig read() {
        return ConfigReader.read(file);
    }

    /**
     * What the server would serve with this configuration.
     *
     * @throws ConfigException with every problem of what is on disk
     */
    public PolicySnapshot check(PdpConfig read) {
        Loading loading = new SnapshotLoader(read, bans(read), InstantSource.system()).load(0);
        if (!loading.problems().isEmpty()) {
            throw new ConfigException(loading.problems());
        }
        return loading.snapshot();
    }

    /**
     * The mapping alone, as it is on disk now.
     *
     * @throws ConfigException with everything that is wrong with it
     */
    public static MappingRules mapping(PdpConfig read) {
        try {
            return SnapshotLoader.mappingRules(read.mapping());
        } catch (MappingException e) {
            throw new ConfigException(e.problems());
        }
    }

    /** The bans of the site, for commands that look and change nothing. */
    public static BanStore bans(PdpConfig read) {
        return new BanStoreView(read.storage().bans());
    }

    public Path file() {
        return file;
    }
}
