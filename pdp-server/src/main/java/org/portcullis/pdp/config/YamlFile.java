package org.portcullis.pdp.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** A YAML 1.2 file read into a value, or refused with all its problems. */
public final class YamlFile {
    private static final LoadSettings STRICT = LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(1 << 20)
            .build();

    private YamlFile() {}

    /**
     * Reads the file.
     *
     * @throws ConfigException with every problem found
     */
    public static <T> T read(Path file, Function<YamlSection, T> reading) {
        Problems problems = new Problems(file);
        T value;
        try (YamlSection root = new YamlSection("", compose(file), problems)) {
            value = reading.apply(root);
        }
        problems.raise();
        return value;
    }

    private static Optional<Node> compose(Path file) {
        try {
            return new Compose(STRICT).composeString(Files.readString(file, StandardCharsets.UTF_8));
        } catch (MarkedYamlEngineException e) {
            String position = e.getProblemMark()
                    .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                    .orElse("");
            throw new ConfigException(List.of(file + position + ": not YAML: " + e.getProblem()));
        } catch (NoSuchFileException e) {
            throw new ConfigException(List.of(file + ": no such file"));
        } catch (YamlEngineException | IOException e) {
            throw new ConfigException(List.of(file + ": cannot be read: " + e.getMessage()));
        }
    }
}
