package org.portcullis.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The packs that ship with the module, as tests find them. */
final class Packs {
    static final Path MUPJ = Path.of("src/main/packs/mupj");

    private Packs() {}

    /** The mupj pack in a directory of its own, to be changed and loaded; loaded once as long as it is not changed. */
    static final class Copy {
        private final Path directory;
        private final Map<Path, PolicyPack> loaded = new HashMap<>();

        /** Copies the pack into that directory. */
        Copy(Path directory) {
            this.directory = directory;
            copy(MUPJ, directory.resolve("pack"));
        }

        PolicyPack load() {
            return loaded.computeIfAbsent(directory.resolve("pack"), PackLoader::load);
        }

        /** The pack with the data files, and the manifest, that stand in that directory in place of its own. */
        PolicyPack with(Path files) {
            return loaded.computeIfAbsent(
                    files, own -> PackLoader.load(copyWith(own, directory.resolve("other-" + loaded.size()))));
        }

        /** As {@link #with}, opened to be looked into. */
        OpenPack open(Path files) {
            return PackLoader.open(copyWith(files, directory.resolve("open-" + files.getFileName())), Map.of());
        }

        private Path copyWith(Path own, Path target) {
            copy(directory.resolve("pack"), target);
            Stream.of("data", "pack.yaml")
                    .filter(name -> Files.exists(own.resolve(name)))
                    .forEach(name -> copy(own.resolve(name), target.resolve(name)));
            return target;
        }

        /** Changes one file of the pack. */
        void change(String file, UnaryOperator<String> change) {
            try {
                Path changed = directory.resolve("pack").resolve(file);
                Files.writeString(changed, change.apply(Files.readString(changed)));
                loaded.clear();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
