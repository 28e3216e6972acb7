package org.portcullis.pdp.cli.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.portcullis.policy.PackLoader;

/** A pack that is put in place only when it can be loaded. */
final class NewPack {
    private NewPack() {}

    /**
     * Writes the files beside that directory, loads them as the server would, and then gives them its name.
     *
     * @throws org.portcullis.policy.PackException if the pack cannot be loaded; nothing is left behind
     */
    static void write(Map<String, String> files, Path directory) throws IOException {
        Path place = directory.toAbsolutePath();
        Path parent = Files.createDirectories(place.resolveSibling(".").normalize());
        Path draft = Files.createTempDirectory(parent, ".import-");
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path target = draft.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.writeString(target, file.getValue());
            }
            PackLoader.load(draft);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(draft, place);
        } finally {
            delete(draft);
        }
    }

    private static void delete(Path draft) throws IOException {
        if (Files.exists(draft)) {
            try (Stream<Path> paths = Files.walk(draft)) {
                List<Path> deepestFirst =
                        paths.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.delete(path);
                }
            }
        }
    }
}
