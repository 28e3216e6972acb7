package org.portcullis.policy;

import java.nio.file.Path;

/** The packs that ship with the module, as tests find them. */
final class Packs {
    static final Path MUPJ = Path.of("src/main/packs/mupj");

    private Packs() {}
}
