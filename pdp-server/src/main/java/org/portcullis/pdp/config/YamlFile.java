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
    private YamlFile() {}

    /**
     * Reads the file.
     *
     * @throws ConfigException with every problem found
     */
    public static <T> T read(Path file, Function<YamlSection, T> reading) {
        return understand(new Problems(file), compose(file), reading, new Transcript());
    }

    /** As {@link #read}, of a tree that was put together before, and with every key that is asked for noted. */
    static <T> T understand(
            Problems problems, Optional<Node> tree, Function<YamlSection, T> reading, Transcript transcript) {
        T value;
        try (YamlSection root = new YamlSection("", tree, problems, transcript)) {
            value = reading.apply(root);
        }
        problems.raise();
        return value;
    }

    /**
     * The tree of a file, whose places bear its name; nothing if the file says nothing.
     *
     * @throws ConfigException if it cannot be read, or is no YAML
     */
    static Optional<Node> compose(Path file) {
        LoadSettings strict = LoadSettings.builder()
                .setLabel(file.toString())
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(1 << 20)
                .build();
        try {
            return new Compose(strict).composeString(Files.readString(file, StandardCharsets.UTF_8));
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
