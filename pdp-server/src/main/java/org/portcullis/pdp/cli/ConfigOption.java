package org.portcullis.pdp.cli;

import java.nio.file.Path;
import org.portcullis.pdp.config.ConfigReader;
import org.portcullis.pdp.config.PdpConfig;
import picocli.CommandLine.Option;

/** The option that says where the configuration is. */
final class ConfigOption {
    @Option(
            names = {"--config", "-c"},
            paramLabel = "FILE",
            defaultValue = "/etc/portcullis/portcullis.yaml",
            description = "Configuration file (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    /** Reads the file; see {@link ConfigReader#read}. */
    PdpConfig read() {
        return ConfigReader.read(file);
    }

    Path file() {
        return file;
    }
}
