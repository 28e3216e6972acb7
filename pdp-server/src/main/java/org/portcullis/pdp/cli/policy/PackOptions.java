package org.portcullis.pdp.cli.policy;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.config.PdpConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which pack: one by itself, or that of a server's configuration. */
final class PackOptions {
    @Option(
            names = {"--pack", "-p"},
            paramLabel = "DIR",
            description = "The pack, by itself: no accounts but those that tests bring.")
    private @Nullable Path pack;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    /** The configuration, unless a pack is looked at by itself. */
    Optional<PdpConfig> config() {
        return pack == null ? Optional.of(config.read()) : Optional.empty();
    }

    /** Where the pack is. */
    Path directory() {
        return pack == null ? config.read().policy().pack() : pack;
    }

    /** The option that reads and checks configurations. */
    ConfigOption configOption() {
        return config;
    }
}
