package org.portcullis.pdp.mapping.importing;

import java.nio.file.Path;

/** Map files put to the test: loaded as a server would. */
public interface MapTrial {
    /**
     * Loads both.
     *
     * @throws org.portcullis.pdp.mapping.MappingException with everything that is wrong with them, as {@code file:line}
     */
    void load(Path accounts, Path groups);
}
