package org.portcullis.pdp.mapping.importing;

import java.nio.file.Path;

/** Where the files of another service are now: below a root, if they were copied from another machine. */
public record Places(Path root) {
    /** The place of a file that the service knows by this path; relative ones stand beside {@code base}. */
    Path find(String path, Path base) {
        Path named = Path.of(path);
        return named.isAbsolute() ? root.resolve(path.substring(1)) : base.resolve(named);
    }
}
